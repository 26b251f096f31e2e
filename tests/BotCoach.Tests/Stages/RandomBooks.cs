using BotCoach.Stages;

namespace BotCoach.Tests.Stages;

/// <summary>Books that nobody would write, to show that nothing of a book is lost: odd words everywhere, parts there or not at random.</summary>
internal sealed class RandomBooks(int seed)
{
    private static readonly string[] Oddities =
    [
        "", " ", "null", "~", "true", "No", "12", "-4.5", "1e3", "0x1f", "- a", "a: b", "# no comment", "a #b", "key:", "?", "? a", "&a", "*a", "!tag", "|", ">",
        "%TAG", "@at", "`tick`", "\"quoted\"", "it's", "'", "''", "\"", "{a: 1}", "[1, 2]", "a, b", "---", "...", "line\nbreak", "line\n\n  deeper\n", "\n", "\r\n",
        "\ttab", "tab\tin", " leading", "trailing ", "back\\slash", "nul\0", "bell\a", "ümläut", "日本語", "😀 wide", "\u2028", "\u0085", "\ufeff", "<!channel>",
        "a very long line of words that goes on and on, " + "so that any folding of lines by the writer would show up as a difference when it is read again: like this",
    ];

    private readonly Random _random = new(seed);

    public StageBook Next() => new()
    {
        Name = Words(), Description = Words(), Source = Words(),
        Stages = List(Stage),
        Rules = Maybe() ? new BookRules() : new BookRules
        {
            Source = Words(), MaySkip = Maybe(), LeadResponseMinutes = Number(), MayOverride = List(Words), OverrideDays = Number(), ReviewCadence = Words(),
            Reversion = Maybe() ? Line() : null, DisqualificationReasons = List(Line), LossReasons = List(Line), Handoffs = List(Handoff), Signals = List(Signal),
        },
    };

    private Stage Stage() => new()
    {
        Id = Words(), Name = Words(), Kind = Maybe() ? StageKind.Pipeline : StageKind.AfterWin, Purpose = Words(), Source = Words(), Owner = Words(),
        BuyerCommitments = List(Line), Entry = List(Criterion), Exit = List(Criterion),
        Fields = List(() => new RequiredField(Words(), Words(), Words())),
        Artifacts = List(() => new ArtifactSpec(Words(), Words(), Maybe(), Words(), MaybeWords())),
        Guideline = new Guideline(Number(), Words()) { BySegment = List(Words).Distinct().ToDictionary(s => s, _ => Number()) },
        Cadence = Number() % 2 == 0 ? null : new Cadence([.. Enumerable.Range(0, 1 + Math.Abs(Number() % 7)).Select(i => i * 3)], Words()),
        FailureModes = List(() => new FailureMode(Words(), Words(), MaybeWords(), Words(), Words(), MaybeWords())),
        Tasks = List(() => new StageTask(Words(), Words(), Number(), Words())),
        Assets = List(() => new Asset(Words(), Words(), Words(), MaybeWords())),
        NextSteps = List(Line), Prompts = List(Line), Actions = List(Line),
        Handoff = Maybe() ? Handoff() : null, Signals = List(Signal),
        Forecast = new ForecastSpec(Words(), Number(), Words()),
    };

    private Criterion Criterion() => new()
    {
        Id = Words(), Text = Words(), Required = Maybe(), Source = Words(), Why = MaybeWords(), Good = MaybeWords(),
        Accepts = [.. List(() => new Evidence((EvidenceKind)_random.Next(7), MaybeWords()))],
    };

    private HandoffSpec Handoff() => new(Words(), List(Words), Number(), Words());

    private SignalTuning Signal() => new(Words(), Words())
    {
        Off = Maybe(), Days = Maybe() ? Number() : null, Times = Maybe() ? Number() : null, Severity = Maybe() ? Number() : null,
    };

    private Line Line() => new(Words(), Words());

    private IReadOnlyList<T> List<T>(Func<T> make) => [.. Enumerable.Range(0, _random.Next(4)).Select(_ => make())];

    private string? MaybeWords() => Maybe() ? Words() : null;

    private string Words() => _random.Next(3) switch
    {
        0 => Oddities[_random.Next(Oddities.Length)],
        1 => Oddities[_random.Next(Oddities.Length)] + Oddities[_random.Next(Oddities.Length)],
        _ => string.Join(' ', Enumerable.Range(0, _random.Next(1, 8)).Select(_ => $"word{_random.Next(100)}")),
    };

    private int Number() => _random.Next(5) == 0 ? _random.Next(int.MinValue, int.MaxValue) : _random.Next(-3, 100);

    private bool Maybe() => _random.Next(2) == 0;
}
