#include "chtml.h"
#include <libxml/HTMLparser.h>
#include <libxml/parserInternals.h>
#include <iconv.h>
#include <limits.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

static pthread_once_t once = PTHREAD_ONCE_INIT;

struct reading {
  const chtml_reader *reader;
  htmlParserCtxtPtr parser;
};

static void begin(void *data, const xmlChar *name, const xmlChar **attributes) {
  const chtml_reader *reader = ((struct reading *)data)->reader;
  const char *classes = NULL;
  for (const xmlChar **next = attributes; next && next[0]; next += 2) {
    if (!strcmp((const char *)next[0], "class")) classes = (const char *)next[1];
  }
  reader->begin(reader->data, (const char *)name, classes);
}

static void end(void *data, const xmlChar *name) {
  const chtml_reader *reader = ((struct reading *)data)->reader;
  reader->end(reader->data, (const char *)name);
}

static void text(void *data, const xmlChar *text, int count) {
  struct reading *reading = data;
  htmlParserInputPtr input = reading->parser->input;
  if (count > 0) reading->reader->text(reading->reader->data, text, (size_t)count, input ? input->line : 1);
}

int chtml_read(const char *page, size_t count, const chtml_reader *reader) {
  if (count > INT_MAX) return 0;
  pthread_once(&once, xmlInitParser);
  htmlParserCtxtPtr parser = htmlCreateMemoryParserCtxt(page, (int)count);
  if (!parser) return 0;
  // The page has been decoded before, whatever it says of its encoding.
  htmlCtxtUseOptions(
      parser, HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET | HTML_PARSE_IGNORE_ENC);
  xmlSwitchEncoding(parser, XML_CHAR_ENCODING_UTF8);
  struct reading reading = {reader, parser};
  xmlSAXHandler callbacks = {.startElement = begin, .endElement = end, .characters = text, .ignorableWhitespace = text};
  *parser->sax = callbacks;
  parser->userData = &reading;
  htmlParseDocument(parser);
  htmlFreeParserCtxt(parser);
  return 1;
}

unsigned char *chtml_decode(const unsigned char *bytes, size_t count, const char *encoding, size_t *size) {
  // A byte of any encoding becomes at most four of UTF-8.
  if (count > INT_MAX / 4) return NULL;
  iconv_t converter = iconv_open("UTF-8", encoding);
  if (converter == (iconv_t)-1) return NULL;
  unsigned char *text = malloc(4 * count + 1);
  char *from = (char *)bytes, *to = (char *)text;
  size_t left = count, room = 4 * count;
  int is_whole = text && iconv(converter, &from, &left, &to, &room) != (size_t)-1 && left == 0;
  iconv_close(converter);
  if (!is_whole) {
    free(text);
    return NULL;
  }
  *size = (size_t)((unsigned char *)to - text);
  return text;
}

void chtml_free(unsigned char *text) { free(text); }
