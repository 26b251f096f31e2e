using BotCoach.Channels;
using BotCoach.Channels.Slack;

namespace BotCoach.Tests.Channels;

/// <summary>Messages and forms that nobody would write: odd words everywhere, too much of everything.</summary>
internal sealed class RandomContent(int seed)
{
    private static readonly string[] Oddities =
    [
        "", " ", "\n", "\t \n", "<!channel>", "<!here|x>", "<@U12345>", "<#C1|general>", "<https://x.example|click>", "&lt;!channel&gt;", "&amp;", "a & b < c > d", "*bold*", "_it_",
        "~gone~", "`code`", "```block```", "*", "**", "a*b*c", "snake_case_name", "> quoted", ">>> all", "\n> later", "• dot", ":tada:", "10:30:45", "http://evil.example", "@here", "#general",
        "line\nbreak", "line\r\n\r\nbreak", "nul\0bell\a", "half \ud83d", "\udc00 half", "😀", "👩‍👩‍👧‍👦 family", "日本語のテキスト", "مرحبا بالعالم", "\u202Eright to left", "e\u0301\u0302\u0303",
        "Zo\u200be", "\u2060", "x|y", "a^b", "--", "…", "$1.2m", "Acme (EMEA) / 2026", "it's \"quoted\"", "trailing ", " leading",
    ];

    private readonly Random _random = new(seed);

    public Message Message() => new(Chance(20) ? "" : Words(), List(Chance(40) ? 60 : 5, Block));

    public Form Form() => new($"room.verb{Number(9)}", Words(), List(Chance(25) ? 130 : 8, () => Field(Number(100_000_000))), Chance(5) ? PlainWords.Clean(Long(2_700)) : "42:step", Number(1_000), Words(), Maybe() ? Text() : null);

    public Text Text() => new(List(3, Span));

    public Button Button() => new(Words(), Maybe() ? "nudge.step" : $"room.verb{Number(3)}", Chance(40) ? PlainWords.Clean(Long(2_100)) : Chance(5) ? "" : $"{Guid.Empty}:{Number(99)}", (Look)Number(3));

    private Block Block() => Number(9) switch
    {
        0 => new Heading(Words()),
        1 => new Paragraph(Text(), Maybe()),
        2 => new Facts(List(12, () => new Fact(Words(), Text()))),
        3 => new Checks(List(8, () => new Check((Mark)Number(5), Text(), Maybe() ? Text() : null))),
        4 or 5 => new Rows(List(Chance(40) ? 90 : 4, () => new Row(Text(), List(Chance(60) ? 30 : 3, Button), Maybe() ? Text() : null))),
        6 => new Quote(Text(), Maybe() ? Words() : null),
        7 => new Chart(Words(), Maybe() ? ChartKind.Bars : ChartKind.Progress, List(Chance(8) ? 40 : 6, () => new ChartPoint(Words(), Value()))),
        _ => new Buttons(List(Chance(10) ? 40 : 4, Button)),
    };

    private Span Span() => Number(10) switch
    {
        9 => new Typed(Words(), Maybe() ? Words() : null),
        0 => new Link(Words(), Chance(2) ? Words() : $"https://x.example/{Words()}?a=1&b=2"),
        1 => new PersonName(Words(), Chance(3) ? Words() : $"U0{Number(9_999)}AB"),
        2 => new Moment(Words(), DateTimeOffset.UnixEpoch.AddSeconds(_random.NextInt64(-10, 2_000_000_000))),
        3 or 4 => new Bold(Words()),
        _ => new Plain(Words()),
    };

    private Field Field(int n)
    {
        var id = $"f{n}";
        Field field = Number(6) switch
        {
            0 => new TextField(id, Words(), 1 + Number(3)),
            1 => new NumberField(id, Words()),
            2 => new DateField(id, Words()),
            3 => new FindField(id, Words(), "deal.find") { ValueLabel = Maybe() ? Words() : null },
            4 => new FileField(id, Words()),
            _ => new ChoiceField(id, Words(), List(Chance(8) ? 140 : 14, () => new Option(Chance(9) ? Words() : $"v{Number(300)}", Words())), Maybe()),
        };
        string?[] values = [null, Words(), "12.50", "1e5", "2026-02-30", "2026-02-28", "v1,v2,v3", "v7"];
        return field with { Optional = Maybe(), Hint = Maybe() ? Words() : null, Value = values[Number(values.Length)] };
    }

    private double Value() => Chance(12) ? new[] { double.NaN, double.PositiveInfinity, -5, 1e300, 0 }[Number(5)] : Math.Round(_random.NextDouble() * 100, 3);

    private string Words() => Number(12) switch
    {
        < 4 => Oddities[Number(Oddities.Length)],
        < 11 => string.Join(Maybe() ? " " : "", List(4, () => Chance(3) ? Oddities[Number(Oddities.Length)] : "word")),
        _ => Chance(12) ? Long(9_000) : Long(200),
    };

    // One long word, or odd ones one after the other.
    private string Long(int most)
    {
        var (words, length) = (new System.Text.StringBuilder(), Number(most));
        var one = Maybe() ? new string((char)('a' + Number(26)), 30) : null;
        while (words.Length < length) words.Append(one ?? Oddities[Number(Oddities.Length)]).Append(one is not null || Maybe() ? "" : " ");
        return words.Length > most ? words.ToString()[..most] : words.ToString();
    }

    private List<T> List<T>(int most, Func<T> make) => [.. Enumerable.Range(0, Number(most + 1)).Select(_ => make())];

    private int Number(int below) => _random.Next(below);

    private bool Maybe() => _random.Next(2) == 0;

    private bool Chance(int oneIn) => _random.Next(oneIn) == 0;
}
