"""The annotated video in a real browser: it plays to its end and shows each picture at its time."""

import base64
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

import numpy as np
import pytest

from formcheck.capture.frame import Frame
from formcheck.overlay.scene import Tone
from formcheck.report.annotated import AnnotatedVideo, Marked, write_annotated
from formcheck.report.hud import Hud
from tests.capture.pictures import BITS, HEIGHT, WIDTH
from tests.chromium import Chromium, Page
from tests.report.films import Tune, film

NOTHING = Marked(scene=None, hud=Hud(number="7", meaning="full", tone=Tone.GOOD), pose=None)
UNEVEN_MS = (0, 33, 71, 200, 233, 300, 500, 560, 800, 900, 1000, 1100)
PLAYER: Final = """
const [video, canvas] = [document.createElement("video"), document.createElement("canvas")];
const pen = canvas.getContext("2d", {willReadFrequently: true});
let file = null;
const once = name => new Promise((done, failed) => {
    video.addEventListener(name, done, {once: true});
    video.addEventListener("error", () => failed(video.error.message), {once: true});
});
async function load(text) {
    file = Uint8Array.from(atob(text), letter => letter.charCodeAt(0));
    video.src = URL.createObjectURL(new Blob([file], {type: "video/mp4"}));
    document.body.append(video);
    await once("loadeddata");
    [canvas.width, canvas.height] = [video.videoWidth, video.videoHeight];
    return [video.videoWidth, video.videoHeight, video.duration];
}
function at(x, y) {
    pen.drawImage(video, 0, 0);
    return [...pen.getImageData(x, y, 1, 1).data].slice(0, 3);
}
function number(bits) {
    let found = 0;
    for (let bit = 0; bit < bits; bit++)
        if (at((bit + 0.5) * canvas.width / bits, canvas.height / 2)[1] > 127) found += 1 << bit;
    return found;
}
async function play() {
    const seen = [];
    const note = (_, frame) => {
        seen.push(frame.mediaTime);
        video.requestVideoFrameCallback(note);
    };
    video.requestVideoFrameCallback(note);
    const ended = once("ended");
    await video.play();
    await ended;
    return [seen, video.currentTime, video.webkitAudioDecodedByteCount];
}
async function seek(times, expected, bits) {
    const found = [];
    for (const [place, time] of times.entries()) {
        const arrived = once("seeked");
        video.currentTime = time;
        await arrived;
        // The picture itself comes a moment later, on a busy computer some.
        for (let turn = 0; turn < 300 && number(bits) != expected[place]; turn++)
            await new Promise(requestAnimationFrame);
        found.push(number(bits));
    }
    return found;
}
async function beeps(hz) {
    const heard = await new OfflineAudioContext(1, hz, hz).decodeAudioData(file.buffer.slice(0));
    const [samples, found] = [heard.getChannelData(0), []];
    samples.forEach((level, index) => {
        const time = index / hz;
        if (Math.abs(level) > 0.2 && !(time - found.at(-1) < 0.05)) found.push(time);
    });
    return found;
}
"""


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chromium]:
    with Chromium(tmp_path_factory.mktemp("profile")) as opened:
        yield opened


def page_with(browser: Chromium, path: Path) -> tuple[Page, Any]:
    page = browser.open()
    page.evaluate(PLAYER)
    text = base64.b64encode(path.read_bytes()).decode()
    return page, page.evaluate(f"load('{text}')")


@pytest.fixture(scope="module", params=["aac", "libopus"])
def path(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A film of uneven times with two beeps, whose own time begins at 0.25 s."""
    folder = tmp_path_factory.mktemp("film")
    tune = Tune(request.param, end_s=1.4, beeps_s=(0.45, 1.25))
    source = film(folder / "film.mkv", UNEVEN_MS, tune, first_s=0.25)
    assert write_annotated(folder / "a.mp4", source, lambda _time_s: NOTHING)
    return folder / "a.mp4"


def test_it_plays_to_its_end(browser: Chromium, path: Path) -> None:
    page, (width, height, duration_s) = page_with(browser, path)
    assert (width, height) == (WIDTH, HEIGHT)
    assert duration_s == pytest.approx(1.2, abs=0.03)
    seen, end_s, decoded = page.evaluate("play()")
    assert end_s == pytest.approx(duration_s, abs=0.001)
    assert decoded > 0
    times = [time_ms / 1000 for time_ms in UNEVEN_MS]
    # A busy computer leaves pictures out, but knows of none at another time.
    assert seen
    assert all(min(abs(time_s - one) for one in times) < 1e-4 for time_s in seen)
    assert not page.errors


def test_wherever_one_goes_the_right_picture_is_there(browser: Chromium, path: Path) -> None:
    page, _ = page_with(browser, path)
    ends = (*UNEVEN_MS[1:], 1200)
    middles = [(start + end) / 2000 for start, end in zip(UNEVEN_MS, ends, strict=True)]
    order = [5, 0, 11, 3, 4, 10, 1, 2, 9, 6, 8, 7]
    times = [middles[place] for place in order]
    assert page.evaluate(f"seek({times}, {order}, {BITS})") == order
    assert not page.errors


def test_beeps_are_heard_with_their_pictures(browser: Chromium, path: Path) -> None:
    page, _ = page_with(browser, path)
    assert page.evaluate("beeps(48000)") == pytest.approx([0.2, 1.0], abs=0.003)


def test_colours_are_those_of_the_recording(browser: Chromium, tmp_path: Path) -> None:
    source = film(tmp_path / "film.mp4", (0, 100))
    colours = ((200, 60, 40), (50, 70, 190), (40, 170, 60), (128, 128, 128))
    for size in ((320, 180), (1280, 720)):
        image = np.zeros((size[1], size[0], 3), np.uint8)
        part = size[0] // len(colours)
        for place, colour in enumerate(colours):
            image[:, place * part : (place + 1) * part] = colour[::-1]
        bare = replace(NOTHING, hud=replace(NOTHING.hud, number="", meaning=""))
        with AnnotatedVideo(tmp_path / "a.mp4", source) as video:
            video.add(Frame(0, 0.0, image), bare)
            video.add(Frame(1, 0.1, image.copy()), bare)
        page, _ = page_with(browser, tmp_path / "a.mp4")
        page.evaluate("seek([0.05], [1], 1)")  # until the green is there
        for place, colour in enumerate(colours):
            seen = page.evaluate(f"at({(place + 0.5) * part}, {size[1] * 0.8})")
            assert seen == pytest.approx(colour, abs=10)
