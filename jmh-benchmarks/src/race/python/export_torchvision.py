#!/usr/bin/python3
"""Exports torchvision's classifiers in full size as ONNX files.

Run by hand, with Debian's packages python3-torch and python3-torchvision (1.13, 0.14):

    /usr/bin/python3 export_torchvision.py DIR [--only NAME,NAME] [--raw]

The weights are random, of a fixed seed: no file is fetched. So that figures mean something, batch
normalisations see a few batches in training mode first; then running means are not 0 and running
variances not 1.

By default the exporter folds batch normalisations into convolutions, as most files in use have it.
--raw keeps them, folds no constants and leaves the batch open: the file is written as
NAME.raw.onnx.

--only takes every classifier and segmentation network that torchvision has, by its name there.
"""

import argparse
import pathlib

import torch
import torchvision.models as models

NETWORKS = {
    "alexnet": lambda: models.alexnet(),
    "vgg16": lambda: models.vgg16(),
    "googlenet": lambda: models.googlenet(aux_logits=False, init_weights=True),
    "resnet50": lambda: models.resnet50(),
    "densenet121": lambda: models.densenet121(),
    "mobilenet_v2": lambda: models.mobilenet_v2(),
    "squeezenet1_1": lambda: models.squeezenet1_1(),
}

SIDE = 224


def made(name):
    """A network of the list, or another one of torchvision's."""
    if name in NETWORKS:
        return NETWORKS[name]()
    if hasattr(models, name):
        return getattr(models, name)()
    return getattr(models.segmentation, name)(weights=None, weights_backbone=None)


def with_statistics(network, passes=3, images=4):
    """Lets batch normalisations gather statistics, of images that are not noise alone."""
    network.train()
    with torch.no_grad():
        for _ in range(passes):
            coarse = torch.randn(images, 3, SIDE // 16, SIDE // 16)
            smooth = torch.nn.functional.interpolate(coarse, size=(SIDE, SIDE), mode="bilinear")
            network(smooth + 0.3 * torch.randn(images, 3, SIDE, SIDE))
    return network.eval()


def has_statistics(network):
    return any(isinstance(part, torch.nn.BatchNorm2d) for part in network.modules())


def export(name, folder, raw):
    torch.manual_seed(sum(name.encode()))
    network = made(name).eval()
    if has_statistics(network):
        network = with_statistics(network)
    path = folder / (name + (".raw.onnx" if raw else ".onnx"))
    options = {}
    if raw:
        options = {
            "training": torch.onnx.TrainingMode.PRESERVE,
            "do_constant_folding": False,
            "dynamic_axes": {"input": {0: "batch"}, "output": {0: "batch"}},
        }
    torch.onnx.export(
        network,
        torch.randn(1, 3, SIDE, SIDE),
        str(path),
        opset_version=13,
        input_names=["input"],
        output_names=["output"],
        **options,
    )
    print(f"{path}: {path.stat().st_size / 1e6:.1f} MB", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--only", default=",".join(NETWORKS), help="names, separated by commas")
    parser.add_argument("--raw", action="store_true", help="batch normalisations as they are")
    arguments = parser.parse_args()
    arguments.folder.mkdir(parents=True, exist_ok=True)
    for name in arguments.only.split(","):
        export(name, arguments.folder, arguments.raw)


if __name__ == "__main__":
    main()
