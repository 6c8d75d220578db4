"""Sample trees with every role, in English and Chinese, and a realistic Desk: what the tests of the window draw."""

# ruff: noqa: E501, E731

from __future__ import annotations

from game.screens.tree.node import Chart, Flow, Intent, Meter, Node, Place, Series, WorldMap

QUARTERS = ("Q2 24", "Q3 24", "Q4 24", "Q1 25", "Q2 25", "Q3 25", "Q4 25", "Q1 26", "Q2 26", "Q3 26", "Q4 26", "Q1 27", "Q2 27")


def text(id: str, name: str, value: str = "", **more: object) -> Node:
    return Node("text", id, name, value, **more)  # type: ignore[arg-type]


def button(id: str, name: str, value: str = "", **more: object) -> Node:
    return Node("button", id, name, value, intent=Intent("press", (id,)), **more)  # type: ignore[arg-type]


def option(id: str, name: str, on: bool = False, **more: object) -> Node:
    return Node("option", id, name, intent=Intent("pick", (id,)), on=on, **more)  # type: ignore[arg-type]


def fan(start: float, past: tuple[float, ...], tone: str) -> Chart:
    """A past line and a widening band of what may come."""
    known = (*past, start)
    ahead = 8
    nan = float("nan")
    low = (nan,) * (len(known) - 1) + tuple(start - 1.4 * i for i in range(ahead + 1))
    high = (nan,) * (len(known) - 1) + tuple(start + 0.9 * i for i in range(ahead + 1))
    middle = known + tuple(start - 0.3 * (i + 1) for i in range(ahead))
    return Chart(QUARTERS, (Series("", middle, low, high, tone),), "index", len(known) - 1)


WORLD = WorldMap(
    (
        Place(
            "china",
            "China",
            110,
            34,
            (1.0, 0.95, 0.9, 0.8),
            ("2026 Q3",),
            "beijing",
            "Mining, separation, metal and magnets: most of every stage.",
        ),
        Place(
            "us",
            "United States",
            -100,
            39,
            (0.3, 0.15, 0.05),
            ("2027 Q1", "2028 Q2"),
            "washington",
            "One large mine; separation is being rebuilt.",
            Intent("country", ("us",)),
        ),
        Place(
            "japan",
            "Japan",
            138,
            36,
            (0, 0.1, 0.2, 0.35),
            (),
            "washington",
            "Magnets from imported oxide.",
            Intent("country", ("japan",)),
        ),
        Place("korea", "Korea", 127.5, 36.5, (0, 0, 0.1, 0.1), (), "neutral", ""),
        Place(
            "australia",
            "Australia",
            122,
            -27,
            (0.4,),
            ("2026 Q4",),
            "washington",
            "Ore and concentrate.",
            Intent("country", ("australia",)),
        ),
        Place("malaysia", "Malaysia", 102, 4, (0, 0.3), (), "neutral", "Separation of Australian concentrate."),
        Place("myanmar", "Myanmar", 97, 22, (0.35,), (), "beijing", "Heavy concentrate."),
        Place("europe", "Europe", 9, 50, (0, 0.08, 0.05, 0.12), ("2027 Q3",), "neutral", ""),
        Place("estonia", "Estonia", 26, 59, (0, 0.1), (), "neutral", ""),
        Place("brazil", "Brazil", -49, -14, (0.12,), (), "neutral", ""),
        Place("africa", "Southern Africa", 24, -20, (0.1,), (), "neutral", ""),
        Place("canada", "Canada", -106, 55, (0.05, 0.05), (), "washington", ""),
        Place("vietnam", "Vietnam", 106, 16, (0.1, 0.1, 0, 0.1), (), "neutral", ""),
    ),
    (
        Flow("china", "us", 0.6, "case", "beijing"),
        Flow("china", "japan", 0.7, "ordinary", "beijing"),
        Flow("china", "europe", 1.0, "ordinary", "beijing"),
        Flow("china", "korea", 0.4, "general", "beijing"),
        Flow("myanmar", "china", 0.5, "general", "neutral"),
        Flow("australia", "malaysia", 0.4, "general", "neutral"),
        Flow("malaysia", "japan", 0.3, "general", "neutral"),
        Flow("us", "china", 0.35, "freeze", "washington"),
        Flow("brazil", "china", 0.15, "general", "neutral"),
        Flow("africa", "europe", 0.12, "general", "neutral"),
    ),
    "Heavy magnets, tonnes a quarter",
)
WORLD_ZH = WorldMap(
    tuple(
        Place(p.id, name, p.lon, p.lat, p.rings, p.ghosts, p.tone, p.hint, p.intent)
        for p, name in zip(
            WORLD.places,
            (
                "中国",
                "美国",
                "日本",
                "韩国",
                "澳大利亚",
                "马来西亚",
                "缅甸",
                "欧洲",
                "爱沙尼亚",
                "巴西",
                "南部非洲",
                "加拿大",
                "越南",
            ),
            strict=True,
        )
    ),
    WORLD.flows,
    "重稀土磁体，吨／季度",
)


def figure(
    id: str, name: str, value: str, unit: str, change: str, chart: Chart, tone: str = "", meter: Meter | None = None
) -> Node:
    return Node(
        "figure",
        id,
        name,
        value,
        hint=f"{name}: formula, inputs and causes open with Enter.",
        intent=Intent("explain", (id,)),
        tone=tone,
        data=meter,
        children=(Node("chart", f"{id}-chart", data=chart), text(f"{id}-change", change, style="change"), text(f"{id}-unit", unit)),
    )


def desk(language: str = "en", *, dialog: bool = False) -> Node:
    """A Desk with all six slots filled as in the middle of a campaign."""
    zh = language == "zh-Hans"

    def say(english: str, chinese: str) -> str:
        return chinese if zh else english

    figures = Node(
        "row",
        "figures",
        children=(
            figure(
                "leverage",
                say("Leverage", "筹码"),
                "62",
                say("$41 bn a year; lasting 48", "每年 410 亿美元；三年后 48"),
                "−3",
                fan(62, (70, 68, 69, 66), "beijing"),
                "beijing",
                Meter(-40, 100, 62, low_value=-18, second=48),
            ),
            figure(
                "reliability",
                say("Reliability", "可靠度"),
                "71 %",
                say("belief of buyers and partners", "买方与伙伴的信心"),
                "−6",
                fan(71, (82, 80, 79, 77), "accent"),
            ),
            figure(
                "risk",
                say("Escalation risk", "升级风险"),
                "15 %",
                say("rungs: we 3, they 2", "台阶：我方 3，对方 2"),
                "+5",
                fan(15, (5, 8, 8, 10), "neutral"),
            ),
        ),
    )
    state = Node(
        "list",
        "state",
        children=(
            Node("heading", "quarter", say("2025 Q3 · Beijing", "2025 年第三季度 · 北京"), style="small"),
            text("capital", say("Political capital", "政治资本"), "4"),
            text("budget", say("Budget", "预算"), say("$1.6 bn", "16 亿美元")),
            Node(
                "meter",
                "support",
                say("Support", "支持度"),
                "58 %",
                data=Meter(0, 100, 58, marks=((35, "35"), (60, "60"))),
                hint=say(
                    "Households 61, producers 44, security 66, finance 52, partners 67.",
                    "家庭 61，生产者 44，安全 66，财政 52，伙伴 67。",
                ),
            ),
        ),
    )
    tools = Node(
        "list",
        "tools",
        children=(
            button("menu", say("Menu", "菜单"), icon="lines", key="escape"),
            button(
                "undo", say("Undo", "撤销"), icon="undo", key="u", why_not=say("Nothing is on the plan yet.", "计划上还没有内容。")
            ),
        ),
    )
    events = Node(
        "row",
        "events",
        children=tuple(
            text(f"event{i}", when, what, style="small", hint=what)
            for i, (when, what) in enumerate(
                (
                    (say("Q4 25", "25 四季度"), say("truce expires", "停战到期")),
                    (say("Q1 26", "26 一季度"), say("Lynas heavy line opens", "莱纳斯重稀土线投产")),
                    (say("Q2 26", "26 二季度"), say("plan review", "规划评估")),
                    (say("Q4 26", "26 四季度"), say("midterm election", "中期选举")),
                )
            )
        ),
    )
    said = (
        (
            say("“We will answer in kind.”", "“我们将对等回应。”"),
            say("then added 12 firms to the list", "随后将 12 家企业列入清单"),
        ),
        (say("“We hold.”", "“我们保持现状。”"), say("then held", "随后保持")),
        (say("“We will not be first.”", "“我们不会先动手。”"), say("then tightened tools quietly", "随后悄然收紧设备出口")),
    )
    left = Node(
        "panel",
        "other",
        say("Washington", "华盛顿"),
        slot="threat",
        tone="washington",
        icon="capital",
        children=(
            *(
                Node(
                    "list", f"said{i}", children=(text(f"said{i}-words", a, style="serif"), text(f"said{i}-deed", b, style="small"))
                )
                for i, (a, b) in enumerate(said)
            ),
            Node(
                "meter",
                "confidence",
                say("They will ease next quarter", "对方下季度将缓和"),
                say("60 % sure", "把握 60%"),
                data=Meter(0, 100, 60),
            ),
        ),
    )
    promises = Node(
        "panel",
        "promises",
        say("Promises open", "未了的承诺"),
        slot="goals",
        icon="handshake",
        children=(
            text(
                "promise1",
                say(
                    "We keep general licences for coalition magnets until Q2 2026.",
                    "我方对联盟磁体维持通用许可至 2026 年第二季度。",
                ),
                tone="beijing",
                icon="check",
            ),
            text(
                "promise2",
                say("They hold the affiliates rule until Q4 2025.", "对方暂停关联企业规则至 2025 年第四季度。"),
                tone="washington",
                icon="clock",
            ),
        ),
    )
    centre = Node(
        "panel",
        "world-panel",
        slot="centre",
        children=(
            Node(
                "tabs",
                "tabs",
                children=(
                    option("tab-world", say("World", "世界"), True, icon="world", key="1"),
                    option("tab-chain", say("Chain", "产业链"), icon="chain"),
                    option("tab-markets", say("Markets", "市场"), icon="markets"),
                    option("tab-ladder", say("Ladder", "阶梯"), icon="ladder"),
                ),
            ),
            Node("map", "map", data=WORLD_ZH if zh else WORLD),
        ),
    )
    card = Node(
        "panel",
        "card",
        say("The list of twelve", "十二家企业的清单"),
        slot="right",
        style="card",
        icon="card",
        children=(
            text(
                "card-text",
                say(
                    "Washington has added twelve buyers of heavy magnets to its list. The ministry of industry proposes to answer through licences; the finance desk warns that every month of refusal pays for a foreign separation line.",
                    "华盛顿把十二家重稀土磁体买方列入清单。工业主管部门建议通过许可作出回应；财政一方提醒：每拒绝一个月，就等于为国外的一条分离线买单。",
                ),
                style="serif",
            ),
            Node(
                "choice",
                "responses",
                style="list",
                children=(
                    option(
                        "answer",
                        say("Answer in kind", "对等回应"),
                        True,
                        children=(
                            text(
                                "answer-why",
                                say(
                                    "Security: an unanswered list becomes the next list. Leverage ↑ now, ↓ later.",
                                    "安全一方：不回应就会有下一份清单。筹码先升后降。",
                                ),
                                style="small",
                            ),
                        ),
                    ),
                    option(
                        "slow",
                        say("Slow the licences, say nothing", "放慢审批，不作表态"),
                        children=(
                            text(
                                "slow-why",
                                say("Producers: delay costs us orders. Reliability ↓.", "生产者：拖延会丢订单。可靠度下降。"),
                                style="small",
                            ),
                        ),
                    ),
                    option(
                        "talk",
                        say("Offer to talk", "提议对话"),
                        why_not=say("The channel is closed until the truce is renewed.", "停战续期之前，沟通渠道关闭。"),
                    ),
                ),
            ),
            text(
                "card-source",
                say("Source: analysis, one of three that repeat one original", "来源：分析文章，三篇同源之一"),
                style="small",
                icon="source",
            ),
        ),
    )
    table_panel = Node(
        "panel",
        "offers",
        say("On the table", "桌面上"),
        slot="right",
        icon="deal",
        children=(
            text(
                "offer",
                say(
                    "They ask: heavy magnets to the coalition at ordinary or milder for 4 quarters. They give: chip tools one notch milder.",
                    "对方要求：对联盟的重稀土磁体维持普通审批或更宽，四个季度。对方给予：芯片设备放宽一档。",
                ),
            ),
            Node(
                "row",
                "offer-buttons",
                children=(button("accept", say("Accept", "接受"), icon="check"), button("refuse", say("Refuse", "拒绝"), icon="x")),
            ),
        ),
    )
    dials = Node(
        "list",
        "dials",
        say("Stances: heavy magnets", "立场：重稀土磁体"),
        children=tuple(
            Node(
                "stepper",
                f"dial{i}",
                who,
                stance,
                children=(
                    button(f"dial{i}-less", say("Milder", "放宽")),
                    button(
                        f"dial{i}-more",
                        say("Harsher", "收紧"),
                        why_not="" if i else say("A freeze must be drafted one quarter before.", "冻结须提前一季度起草。"),
                    ),
                ),
            )
            for i, (who, stance) in enumerate(
                (
                    (say("The rival", "对手"), say("case by case", "逐案审批")),
                    (say("Its coalition", "其联盟"), say("ordinary", "普通审批")),
                    (say("Everyone else", "其他各方"), say("general", "通用许可")),
                )
            )
        ),
    )
    orders = Node(
        "list",
        "orders",
        say("Orders, 1 of 3", "命令，3 项中的第 1 项"),
        children=(
            Node(
                "row",
                "order1",
                children=(
                    text("order1-name", say("Credit to separation plants", "向分离企业提供信贷"), icon="coins"),
                    text("order1-cost", "1"),
                    button("order1-undo", "", icon="x", hint=say("Take it off the plan", "从计划中去掉")),
                ),
            ),
            button("order2", say("Stockpile heavy oxide", "收储重稀土氧化物"), say("2 · $0.4 bn", "2 · 4 亿"), icon="stock"),
            button("order3", say("Standards for magnets", "磁体标准"), "1", icon="seal"),
            button(
                "order4",
                say("Joint venture in Malaysia", "马来西亚合资"),
                "3",
                icon="factory",
                why_not=say("Needs 3 political capital; 2 are left.", "需要 3 点政治资本，现余 2 点。"),
            ),
        ),
    )
    commit = Node(
        "list",
        "commit-list",
        say("This quarter you could", "本季度可做"),
        children=(
            text(
                "could",
                say("Calibrated hand: a demand granted would meet it.", "校准之手：一项要求获准即可达成。"),
                style="small",
                icon="target",
            ),
            Node(
                "choice",
                "predict",
                say("What will surprise you?", "什么会出乎意料？"),
                children=(
                    option("p-l", say("Leverage", "筹码")),
                    option("p-r", say("Reliability", "可靠度"), True),
                    option("p-e", say("Risk", "风险")),
                ),
            ),
            button(
                "commit",
                say("Commit quarter", "提交本季度"),
                style="primary",
                icon="check",
                key="c",
                hint=say("Both plans are sealed and turned over.", "双方计划封存后同时揭晓。"),
            ),
        ),
    )
    children: tuple[Node, ...] = (
        Node("panel", "top", slot="top", children=(state, figures, tools)),
        Node("panel", "dates", slot="goals", children=(events,)),
        left,
        promises,
        centre,
        card,
        table_panel,
        Node("panel", "plan", say("Your plan", "你的计划"), slot="right", icon="edit", children=(dials, orders, commit)),
    )
    if dialog:
        children = (*children, explain(language))
    return Node("screen", "desk", "Desk", style="desk", children=children)


def explain(language: str = "en") -> Node:
    """A dialog that opens a number, with a chart, a table and a field."""
    zh = language == "zh-Hans"
    outlook = fan(71, (82, 80, 79, 77), "accent").series[0]
    name = "可靠度 71 %" if zh else "Reliability 71 %"
    row = lambda i, *cells: Node("row", f"r{i}", children=tuple(text(f"r{i}c{j}", c) for j, c in enumerate(cells)))
    return Node(
        "dialog",
        "explain",
        name,
        "买方与伙伴相信按时交货的程度，按贸易加权。"
        if zh
        else "The trade-weighted belief of buyers and partners that what is ordered today arrives on time.",
        intent=Intent("close"),
        children=(
            Node(
                "chart",
                "explain-chart",
                "过去与展望" if zh else "Past and outlook",
                data=Chart(
                    QUARTERS,
                    (
                        Series("当前走向" if zh else "at today's course", outlook.values, outlook.low, outlook.high, "accent"),
                        Series(
                            "不冻结" if zh else "without the freeze",
                            (82, 80, 79, 77, 76, 76, 77, 77, 78, 78, 79, 79, 80),
                            tone="washington",
                        ),
                    ),
                    "%",
                    4,
                    40,
                    100,
                ),
            ),
            Node(
                "table",
                "causes",
                children=(
                    row(0, "原因" if zh else "Cause", "季度" if zh else "Quarter", "变化" if zh else "Change"),
                    row(
                        1,
                        "四月冻结" if zh else "The April freeze of heavy magnets to the coalition and all others",
                        "2025 Q2",
                        "−5",
                    ),
                    row(2, "延迟发货" if zh else "Late deliveries", "2025 Q2", "−2"),
                    row(3, "信守对日承诺" if zh else "A promise to Japan kept", "2025 Q2", "+1"),
                ),
            ),
            button("explain-more", "这些数字从何而来" if zh else "Where these numbers come from", icon="source"),
        ),
    )


def menu(language: str = "en") -> Node:
    """A title."""
    zh = language == "zh-Hans"
    names = (
        ("新战役", "继续", "存档", "词典", "设置", "退出")
        if zh
        else ("New campaign", "Continue", "Saves", "Codex", "Settings", "Quit")
    )
    icons = ("play", "history", "load", "source", "settings", "door")
    return Node(
        "screen",
        "title",
        "title",
        style="menu",
        children=(
            Node("heading", "title-name", "不可或缺" if zh else "Indispensable", style="display"),
            text(
                "title-line",
                "权力，就是别人离不开的东西；每用一次，就教会他们一次。"
                if zh
                else "Power is what others cannot do without, and every use of it teaches them to.",
                style="lead",
            ),
            Node(
                "list",
                "title-menu",
                children=tuple(
                    button(
                        f"menu{i}",
                        n,
                        icon=icon,
                        style="primary" if i == 0 else "",
                        hint=n,
                        value="autumn-2025" if i == 1 and not zh else "",
                        why_not="No save yet." if i == 2 else "",
                    )
                    for i, (n, icon) in enumerate(zip(names, icons, strict=True))
                ),
            ),
            text(
                "about",
                "用五份文件做成的战略游戏" if zh else "A strategy game made from five documents; every number opens.",
                style="fine",
            ),
        ),
    )


def page(language: str = "en") -> Node:
    """A page with every control."""
    zh = language == "zh-Hans"
    long = (
        "这是一段很长的文字，用来检查换行：稀土并不稀有，稀有的是把它们彼此分开的本领、耐心与废料场。" * 3
        if zh
        else "A long paragraph that has to be wrapped: rare earths are not rare; what is rare is the craft, the patience and the tailings pond that part them from each other. "
        * 3
    )
    word = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
    row = lambda i, *cells: Node(
        "row",
        f"t{i}",
        intent=Intent("row", (i,)) if i == 2 else None,
        children=tuple(text(f"t{i}c{j}", c) for j, c in enumerate(cells)),
    )
    return Node(
        "screen",
        "page",
        "设置" if zh else "Settings and everything",
        style="page",
        children=(
            Node("heading", "page-title", "设置" if zh else "Settings and everything"),
            Node(
                "row",
                "page-head",
                children=(
                    button("back", "返回" if zh else "Back", icon="arrow-left", key="z"),
                    button("page-save", "保存" if zh else "Save", icon="save", style="primary"),
                ),
            ),
            text("page-text", long),
            text("word", word),
            text("note", "损坏的文件" if zh else "A damaged file was left alone.", tone="warn", icon="alert"),
            text("linked", "了解更多" if zh else "More about this", intent=Intent("more"), hint=long[:90]),
            Node(
                "panel",
                "look",
                "外观" if zh else "Look",
                icon="sun",
                children=(
                    Node(
                        "choice",
                        "theme",
                        "主题" if zh else "Theme",
                        value="dark",
                        children=(
                            option("theme-dark", "深色" if zh else "Dark", True),
                            option("theme-light", "浅色" if zh else "Light"),
                            option("theme-contrast", "高对比" if zh else "High contrast", why_not="-"),
                        ),
                    ),
                    Node(
                        "toggle", "motion", "减少动画" if zh else "Reduced motion", on=True, intent=Intent("toggle"), hint=long[:60]
                    ),
                    Node(
                        "toggle",
                        "sound",
                        "声音" if zh else "Sound, which is generated and never louder than a quiet voice in the same room",
                        intent=Intent("toggle"),
                        why_not="No device.",
                    ),
                    Node(
                        "stepper",
                        "size",
                        "文字大小" if zh else "Text size",
                        "100 %",
                        children=(button("smaller", "−"), button("larger", "+", why_not="-")),
                    ),
                    Node("field", "seed", "种子" if zh else "Seed", "42", intent=Intent("seed"), hint=long[:40]),
                ),
            ),
            Node(
                "panel",
                "gauges",
                "数字" if zh else "Figures",
                value="2025 Q3",
                icon="chart",
                hint=long[:50],
                children=(
                    figure(
                        "page-leverage",
                        "筹码" if zh else "Leverage",
                        "62",
                        "$41 bn",
                        "+3",
                        fan(62, (70, 68, 69, 66), "beijing"),
                        "beijing",
                        Meter(-40, 100, 62, low_value=-20, second=50),
                    ),
                    Node(
                        "meter",
                        "gauge",
                        "支持度" if zh else "Support",
                        "58 %",
                        data=Meter(0, 100, 58, marks=((0, "0"), (35, "35"), (60, "60"), (100, "100"))),
                    ),
                    Node("icon", "icon", icon="magnet", hint="icon"),
                    Node(
                        "chart",
                        "chart",
                        "价格" if zh else "Price of dysprosium oxide",
                        data=Chart(
                            QUARTERS,
                            (
                                Series("inside", tuple(250.0 + 7 * i for i in range(13)), tone="beijing"),
                                Series("outside", tuple(260.0 + 20 * i for i in range(13)), tone="washington"),
                            ),
                            "$/kg",
                            4,
                        ),
                    ),
                ),
            ),
            Node(
                "panel",
                "dossier",
                "卡片" if zh else "A card",
                style="card",
                children=(
                    text("card-words", long, style="serif"),
                    Node(
                        "choice",
                        "reply",
                        style="list",
                        children=(
                            option("yes", long[:70], children=(text("yes-why", long[:120], style="small"),)),
                            option("no", "否" if zh else "No", True),
                        ),
                    ),
                ),
            ),
            Node(
                "table",
                "table",
                "表格" if zh else "A table",
                children=(
                    row(0, "名称" if zh else "Name", "数量" if zh else "Tonnes", "说明" if zh else "Remark"),
                    row(1, "镝" if zh else "Dysprosium", "1,200", long[:80]),
                    row(2, "铽" if zh else "Terbium", "310", "—"),
                    row(3, word, "7", ""),
                ),
            ),
            Node(
                "tabs",
                "page-tabs",
                children=tuple(
                    option(f"pt{i}", n, i == 1)
                    for i, n in enumerate(
                        ("术语", "文件", "争议", "模型")
                        if zh
                        else ("Terms", "Documents", "Contested claims", "How the model works")
                    )
                ),
            ),
            Node("map", "page-map", data=WORLD_ZH if zh else WORLD),
            button(
                "greyed",
                "不可用" if zh else "Not available now",
                why_not="为什么：没有预算" if zh else "The budget is spent until the first quarter of 2026.",
            ),
            button("last", "完成" if zh else "Done"),
        ),
    )


def scene(language: str = "en") -> Node:
    """A brink."""
    zh = language == "zh-Hans"
    return Node(
        "screen",
        "brink",
        "边缘" if zh else "The brink",
        "2025 Q4",
        style="scene",
        children=(
            text(
                "brink-text",
                "两国首都同时面对一个选择：上一步、守住、退一步。"
                if zh
                else "Both capitals now choose in secret and at once: climb, hold, or step down.",
                style="serif",
            ),
            Node(
                "row",
                "brink-sides",
                children=(
                    Node(
                        "panel",
                        "ours",
                        "北京" if zh else "Beijing",
                        tone="beijing",
                        children=(text("ours-rung", "台阶" if zh else "Rung", "5"),),
                    ),
                    Node(
                        "panel",
                        "theirs",
                        "华盛顿" if zh else "Washington",
                        tone="washington",
                        children=(text("theirs-rung", "台阶" if zh else "Rung", "4"),),
                    ),
                ),
            ),
            Node(
                "choice",
                "brink-choice",
                style="list",
                children=(
                    option("climb", "上一步" if zh else "Climb"),
                    option("hold", "守住" if zh else "Hold", True),
                    option("down", "退一步" if zh else "Step down"),
                ),
            ),
            button("decide", "决定" if zh else "Decide", style="primary"),
        ),
    )


def screens(language: str = "en") -> dict[str, Node]:
    """All of them by name."""
    return {
        "menu": menu(language),
        "page": page(language),
        "desk": desk(language),
        "dialog": desk(language, dialog=True),
        "scene": scene(language),
    }
