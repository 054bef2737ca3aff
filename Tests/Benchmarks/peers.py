"""The engines that ipai's encoder is measured against, each in a process and a thread of its own, on the tokens of the
reference's tokenizer. Run by bench-meaning in its virtual environment:

    peers.py prepare MODEL WORK                       makes the quantized forms that the peers want
    peers.py export MODEL WORK                        makes the 32-bit form of ONNX alone
    peers.py ids MODEL WORK TEXTS                     each text's token ids, a JSON array a line
    peers.py ENGINE MODEL WORK TEXTS [EMBEDDINGS]     tokens a CPU second, as JSON; keeps the embeddings"""
import os

os.environ.update(OMP_NUM_THREADS="1", MKL_NUM_THREADS="1", TOKENIZERS_PARALLELISM="false", HF_HUB_OFFLINE="1")
import json, sys, time
import numpy as np

BATCH = 32


def tokenizer(model):
    from tokenizers import Tokenizer
    found = Tokenizer.from_file(f"{model}/tokenizer.json")
    found.no_padding()
    found.enable_truncation(256)
    return found


def batches(ids):
    """Sorted by length, so that padding is little; a batch is the places, the padded ids and the mask."""
    order = sorted(range(len(ids)), key=lambda place: len(ids[place]))
    for start in range(0, len(order), BATCH):
        places = order[start:start + BATCH]
        width = max(len(ids[place]) for place in places)
        tokens, mask = np.zeros((2, len(places), width), np.int64)
        for row, place in enumerate(places):
            tokens[row, :len(ids[place])] = ids[place]
            mask[row, :len(ids[place])] = 1
        yield places, tokens, mask


def torch_engine(model, bits):
    import torch, transformers
    torch.set_num_threads(1)
    network = transformers.BertModel.from_pretrained(model).eval()
    network = network.double() if bits == 64 else network

    def run(tokens, mask):
        with torch.no_grad():
            return network(input_ids=torch.from_numpy(tokens), attention_mask=torch.from_numpy(mask))[0].numpy()
    return run


def onnx_engine(work, name):
    import onnxruntime
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    session = onnxruntime.InferenceSession(f"{work}/{name}.onnx", options, providers=["CPUExecutionProvider"])
    return lambda tokens, mask: session.run(None, {"input_ids": tokens, "attention_mask": mask})[0]


def openvino_engine(work):
    import openvino
    compiled = openvino.Core().compile_model(f"{work}/int8.xml", "CPU", {"INFERENCE_NUM_THREADS": 1, "PERFORMANCE_HINT": "LATENCY"})
    return lambda tokens, mask: compiled([tokens, mask])[0]


def export(model, work):
    """The model as ONNX with 32-bit numbers."""
    import torch, transformers
    network = transformers.BertModel.from_pretrained(model, attn_implementation="eager").eval()

    class Hidden(torch.nn.Module):
        def __init__(self):
            super().__init__()
            self.network = network

        def forward(self, input_ids, attention_mask):
            return self.network(input_ids=input_ids, attention_mask=attention_mask)[0]

    names, ones = ["input_ids", "attention_mask"], torch.ones((2, 16), dtype=torch.long)
    axes = {name: {0: "batch", 1: "length"} for name in names + ["hidden"]}
    torch.onnx.export(Hidden(), (ones, ones), f"{work}/f32.onnx", input_names=names, output_names=["hidden"],
                      dynamic_axes=axes, opset_version=17, dynamo=False)


def prepare(model, work):
    """ONNX Runtime's dynamic int8, and OpenVINO's int8 by NNCF's post-training quantization."""
    import nncf, openvino
    from onnxruntime.quantization import QuantType, quantize_dynamic
    export(model, work)
    quantize_dynamic(f"{work}/f32.onnx", f"{work}/int8.onnx", weight_type=QuantType.QInt8)
    encode = tokenizer(model)
    lines = open(__file__).read().splitlines()
    samples = [encode.encode(line).ids for line in lines if line.strip()][:100]
    calibration = nncf.Dataset([[np.array([ids]), np.ones((1, len(ids)), np.int64)] for ids in samples])
    quantized = nncf.quantize(openvino.Core().read_model(f"{work}/f32.onnx"), calibration, model_type=nncf.ModelType.TRANSFORMER)
    openvino.save_model(quantized, f"{work}/int8.xml")


def encode_all(run, ids):
    embeddings = np.zeros((len(ids), 384))
    for places, tokens, mask in batches(ids):
        hidden = run(tokens, mask)
        mean = (hidden * mask[..., None]).sum(1) / mask.sum(1, keepdims=True)
        embeddings[places] = mean / np.linalg.norm(mean, axis=1, keepdims=True)
    return embeddings


def main(engine, model, work, texts=None, output=None):
    if engine in ("prepare", "export"):
        return (prepare if engine == "prepare" else export)(model, work)
    texts = [json.loads(line)["text"] for line in open(texts)]
    encode = tokenizer(model)
    if engine == "ids":
        return print("\n".join(json.dumps(encode.encode(text).ids) for text in texts))
    if engine == "tokenizers":
        start = time.process_time()
        count = sum(len(encode.encode(text).ids) for text in texts)
        return print(json.dumps(dict(tokens=count, rate=count / (time.process_time() - start))))
    ids = [encode.encode(text).ids for text in texts]
    run = {"torch": lambda: torch_engine(model, 32), "torch64": lambda: torch_engine(model, 64),
           "onnxruntime": lambda: onnx_engine(work, "int8"), "onnxruntime32": lambda: onnx_engine(work, "f32"),
           "openvino": lambda: openvino_engine(work)}[engine]()
    encode_all(run, ids[:64])
    start = time.process_time()
    embeddings = encode_all(run, ids)
    seconds = time.process_time() - start
    if output:
        np.save(output, embeddings)
    count = sum(map(len, ids))
    print(json.dumps(dict(tokens=count, rate=count / seconds)))


main(*sys.argv[1:])
