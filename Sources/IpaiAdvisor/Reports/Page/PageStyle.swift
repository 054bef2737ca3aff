import Crypto
import Foundation

/// The style sheet of a page.
enum PageStyle {
  /// The whole style sheet.
  static let text =
    ":root{color-scheme:light dark;\(PageTheme.light.declarations)}\n"
    + "@media (prefers-color-scheme:dark){:root{\(PageTheme.dark.declarations)}}\n"
    + layout + parts + charts + severities + media

  /// What a Content Security Policy names the style sheet by.
  static let digest = "sha256-" + Data(SHA256.hash(data: Data(text.utf8))).base64EncodedString()

  private static let layout = """
    *{box-sizing:border-box}
    body{margin:0;background:var(--md-sys-color-surface);color:var(--md-sys-color-on-surface);font:14px/20px system-ui,sans-serif}
    header,main{max-width:1200px;margin:0 auto;padding:16px 24px}
    header{padding-top:24px}
    h1{font-size:28px;line-height:36px;font-weight:400;margin:0 0 4px}
    h2{font-size:24px;line-height:32px;font-weight:400;margin:32px 0 12px}
    h3{font-size:16px;line-height:24px;font-weight:500;margin:0}
    h4{display:flex;flex-wrap:wrap;gap:8px;align-items:center;font-size:16px;line-height:24px;font-weight:500;margin:0 0 4px}
    .card h2,figure h2{font-size:16px;line-height:24px;font-weight:500;margin:0}
    .caption{font-weight:600;margin:8px 0 4px}
    p{margin:0 0 8px}
    a{color:var(--md-sys-color-primary)}
    bdi,code,td{overflow-wrap:anywhere}
    td:first-child bdi,td:first-child code{overflow-wrap:break-word}
    .quiet{color:var(--md-sys-color-on-surface-variant)}
    .cards{display:flex;flex-wrap:wrap;gap:16px;margin:0;padding:0;list-style:none}
    .charts{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,340px),1fr));gap:16px;margin-top:16px}
    .card,figure,.rule{background:var(--md-sys-color-surface-container);border-radius:12px}
    .card,figure{padding:16px;margin:0;min-width:0}
    .card{flex:1 1 200px}
    .number{font-size:28px;line-height:36px;font-variant-numeric:tabular-nums;margin:4px 0}
    .number small{font-size:14px;line-height:20px}
    nav ul{display:flex;flex-wrap:wrap;gap:8px;margin:24px 0 0;padding:0;list-style:none}
    nav a{display:block;padding:6px 16px;border:1px solid var(--md-sys-color-outline);border-radius:9999px;color:inherit;text-decoration:none}
    nav a:hover{background:var(--md-sys-color-surface-container-high)}

    """

  private static let parts = """
    summary{cursor:pointer}
    summary:hover{background:var(--md-sys-color-surface-container-high)}
    :focus-visible{outline:2px solid var(--md-sys-color-primary);outline-offset:2px}
    .rule{margin:0 0 12px;overflow:hidden}
    .rule>summary{display:flex;flex-wrap:wrap;gap:8px 16px;align-items:center;padding:12px 16px;list-style:none}
    .rule>summary::-webkit-details-marker{display:none}
    .rule>summary::before{content:"";flex:none;width:8px;height:8px;border:solid currentColor;border-width:0 2px 2px 0;transform:rotate(-45deg);transition:transform .15s}
    .rule[open]>summary::before{transform:rotate(45deg)}
    .rule>summary h3{flex:1 1 180px}
    .rule>summary .quiet{font-variant-numeric:tabular-nums}
    .about{padding:0 16px 8px}
    .about dt{font-weight:600}
    .about dd{margin:0 0 8px;max-width:80ch}
    article{padding:12px 16px;border-top:1px solid var(--md-sys-color-outline-variant)}
    .more{padding:12px 16px;margin:0;border-top:1px solid var(--md-sys-color-outline-variant)}
    .badge{display:inline-flex;gap:6px;align-items:center;padding:2px 10px;border-radius:8px;font-size:12px;line-height:16px;font-weight:500;border:1px solid transparent}
    .badge svg{width:12px;height:12px;flex:none}
    .label{padding:1px 8px;border-radius:8px;border:1px solid var(--md-sys-color-error);color:var(--md-sys-color-error);font-size:12px;line-height:16px;font-weight:500;user-select:none;white-space:nowrap}
    .scroll{overflow-x:auto}
    table{border-collapse:collapse;width:100%;margin:8px 0}
    caption{text-align:start;font-weight:600;padding:4px 0}
    th,td{text-align:start;vertical-align:top;padding:6px 12px 6px 0;border-bottom:1px solid var(--md-sys-color-outline-variant)}
    th{font-weight:600}
    .amount{text-align:end;font-variant-numeric:tabular-nums;white-space:nowrap}
    td.amount{overflow-wrap:normal}
    ol.fix{margin:0;padding:8px 12px;list-style:none;background:var(--md-sys-color-surface-container-highest);border-radius:8px}
    ol.fix li{display:flex;flex-wrap:wrap;gap:4px 12px;padding:2px 0}
    code{font:13px/20px ui-monospace,monospace;white-space:pre-wrap}

    """

  private static let charts = """
    figure svg{display:block;width:100%;overflow:hidden;margin:12px 0 8px}
    svg .name,svg .total{font-size:13px;fill:var(--md-sys-color-on-surface)}
    svg .total{font-variant-numeric:tabular-nums}
    svg .in{font-size:12px;font-weight:500}
    svg rect{stroke:var(--md-sys-color-surface-container);stroke-width:2px}
    svg .saving,svg .score{fill:var(--md-sys-color-primary)}
    svg .track{fill:var(--md-sys-color-surface-container-highest)}
    svg .gain{fill:var(--md-sys-color-on-surface-variant)}
    .legend{display:flex;flex-wrap:wrap;gap:4px 16px;margin:0 0 8px;padding:0;list-style:none}
    .legend li{display:flex;gap:6px;align-items:center}
    .legend svg{display:inline-block;width:20px;height:20px;margin:0}

    """

  private static var severities: String {
    Severity.allCases.map(\.rawValue).map { name in
      ".badge.\(name){background:var(--\(name));color:var(--on-\(name))}"
        + "rect.\(name){fill:var(--bar-\(name))}text.on-\(name){fill:var(--on-bar-\(name))}\n"
    }.joined()
  }

  private static let media = """
    @media (max-width:600px){header,main{padding-left:16px;padding-right:16px}h1{font-size:24px;line-height:32px}.cards{gap:8px}.card{flex:1 1 calc(50% - 4px);padding:12px}.stacked thead{display:none}.stacked tbody,.stacked tr,.stacked td{display:block}.stacked tr{padding:8px 0;border-bottom:1px solid var(--md-sys-color-outline-variant)}.stacked td{border:0;padding:2px 0}.stacked td::before{content:attr(data-label) ": ";color:var(--md-sys-color-on-surface-variant)}.stacked td:first-child::before{content:none}.number{font-size:20px;line-height:28px}th,td{padding-right:8px}figure th,figure td{font-size:12px;padding-right:6px}}
    @media (prefers-reduced-motion:reduce){*,*::before,*::after{transition:none!important}}
    @media (forced-colors:active){.card,figure,.rule,ol.fix{border:1px solid CanvasText}.badge{border-color:CanvasText}figure svg rect[class]{fill:CanvasText;stroke:Canvas}figure svg text[class]{fill:CanvasText}figure svg text.in[class]{fill:Canvas}}
    @media print{nav{display:none}details::details-content{content-visibility:visible;block-size:auto}.rule,figure,article{break-inside:avoid}}

    """
}
