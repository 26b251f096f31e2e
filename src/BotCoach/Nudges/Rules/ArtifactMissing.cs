using BotCoach.Channels;
using BotCoach.Deals;
using BotCoach.Stages;

namespace BotCoach.Nudges.Rules;

/// <summary>
/// A document that the stage requires is not linked, although the healthy time here is over: until then it may well be in the making.
/// The episode is this stay.
/// </summary>
public sealed class ArtifactMissing : INudgeRule
{
    public const string RuleId = "artifact-missing";
    private const int MostTemplates = 2;

    public string Id => RuleId;
    public string Name => "Required document missing";

    public Finding Judge(DealCase deal, SignalTuning? tuned)
    {
        if (deal.Plan.Artifacts.Length == 0 || (tuned?.Days ?? deal.HealthyDays) is not { } days || !IsAnyMissing(deal)) return Finding.Silent;
        var from = deal.Deal.StageEnteredAt.AddDays(days);
        if (deal.Now < from) return new Finding(null, from);
        return new Finding(new Signal(RuleId, deal.Stay, tuned?.Severity ?? 2, from, days, Clearing.LinkArtifact), null);
    }

    /// <summary>With the template of what is missing, where it is a link or a line.</summary>
    public Text Sentence(Spoken it)
    {
        Text sentence = $"{it.Who} has been in {it.Stage} for {it.DaysSince(it.Deal.StageEnteredAt)} and has no {Names(it)} yet.";
        return new Text([.. sentence, .. Missing(it.Case).Select(ArtifactTemplate.Line).OfType<Text>().Take(MostTemplates).SelectMany(line => line.Prepend(new Plain(" ")))]);
    }

    public string InPassing(Spoken it) => $"there is no {Names(it)}";

    public Text? Settled(Spoken it)
    {
        if (it.HasMoved) return $"Settled: {it.Who} is in {it.Stage} now.";
        if (IsAnyMissing(it.Case)) return null;
        return $"Done. All that {it.Stage} requires is linked for {it.Who}.";
    }

    public IEnumerable<Button> Clears(Spoken it) =>
        NudgeWays.Ways(Missing(it.Case).Select(a => new Way(WayKind.Artifact, $"Link the {FieldWords.ArtifactName(a.Id, it.Case.Stage)}", it.Deal.Id, a.Id)))
            .Concat(DealMessage.TemplatesOf(Missing(it.Case), it.Deal).Take(1));

    public IEnumerable<Fact> Facts(Spoken it) => [new("Not linked", Names(it)), it.InStage(), new("Usual", it.Healthy())];

    public string Clock(Spoken it) => $"It speaks {it.Threshold} after the stage was entered.";

    public string Stops(Spoken it) => "A link to each, or the next stage.";

    private static bool IsAnyMissing(DealCase deal)
    {
        foreach (var asked in deal.Plan.Artifacts) if (IsMissing(deal, asked)) return true;
        return false;
    }

    private static IEnumerable<ArtifactSpec> Missing(DealCase deal) => deal.Plan.Artifacts.Where(asked => IsMissing(deal, asked));

    private static bool IsMissing(DealCase deal, ArtifactSpec asked) => deal.File.LinkOf(asked.Id) is null;

    private static string Names(Spoken it) => Spoken.Some([.. Missing(it.Case).Select(a => FieldWords.ArtifactName(a.Id, it.Case.Stage))]).Replace(" and ", " or ", StringComparison.Ordinal);
}
