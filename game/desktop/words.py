"""The few words that only the window says, in both languages; all others come with the tree."""

from __future__ import annotations

WORDS: dict[str, dict[str, str]] = {
    "en": {
        "general": "general",
        "ordinary": "ordinary",
        "case": "case by case",
        "freeze": "freeze",
        "key": "Key",
        "why_not": "Not now",
        "close": "Close",
        "being_built": "Being built",
        "cue_commit": "The quarter is sealed",
        "cue_brink": "The brink",
        "cue_ending": "The campaign is over",
        "sound_on": "Sound on",
        "sound_off": "Sound off",
    },
    "zh-Hans": {
        "general": "通用许可",
        "ordinary": "普通审批",
        "case": "逐案审批",
        "freeze": "冻结",
        "key": "按键",
        "why_not": "暂不可行",
        "close": "关闭",
        "being_built": "在建",
        "cue_commit": "本季已封存",
        "cue_brink": "危机边缘",
        "cue_ending": "战役结束",
        "sound_on": "声音已开",
        "sound_off": "声音已关",
    },
}


def words(language: str) -> dict[str, str]:
    """The table of a language; English for one that is not there."""
    return WORDS.get(language, WORDS["en"])
