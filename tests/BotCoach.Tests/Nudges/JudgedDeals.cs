using BotCoach.Deals;
using BotCoach.Nudges;
using BotCoach.People;
using BotCoach.People.Holidays;
using BotCoach.Stages;
using NodaTime;

namespace BotCoach.Tests.Nudges;

/// <summary>A deal as a sweep judges it: its file, its owner's calendar, and since when it has no next step.</summary>
internal sealed record JudgedDeal(DealFile File, NextStepGap? Gap, WorkCalendar Calendar)
{
    public Judgement At(DateTimeOffset now) => NudgeRules.Judge(File, Gap, Calendar, now);
}

/// <summary>
/// Deals of the built-in seven stages as reps keep them, drawn by lot: as far along as their stage says, with most of the facts, half of the criteria answered,
/// half of the documents, up to four people; some slipped, disputed, waived, let past a gate, or filled with placeholders. 400 owners in six zones.
/// </summary>
internal sealed class JudgedDeals(Random random)
{
    private const int Owners = 400;
    public static readonly DateTimeOffset Now = new(2026, 3, 20, 12, 0, 0, TimeSpan.Zero);
    private static readonly LocalDate Today = new(2026, 3, 20);
    private static readonly (string Zone, string Country)[] Places =
        [("Europe/Berlin", "DE-BY"), ("Europe/London", "GB"), ("America/New_York", "US"), ("America/Los_Angeles", "US"), ("Asia/Kolkata", "IN"), ("Australia/Sydney", "AU")];
    private static readonly string[] Words =
    [
        "Their CFO wrote that billing by hand costs them a week each month", "Two regions opened in May, and both still onboard people by hand",
        "Dana owns it; Bert in finance signs above 20,000, and legal reads every contract first", "Month end takes 40 hours, about 3,000 dollars",
        "They said that they would rather lose the quarter than migrate in the summer, so the decision has to fall before the end of May and the pilot by mid April",
        "SAP, with a home-made export", "No budget was named yet, their fiscal year begins in July", "The board asked for it in March",
    ];

    public IReadOnlyList<JudgedDeal> Make(int deals)
    {
        var book = BuiltInBooks.Open(BuiltInBooks.SevenStages);
        var calendars = Enumerable.Range(0, Owners).Select(_ => Calendar(Places[random.Next(Places.Length)])).ToList();
        return [.. Enumerable.Range(0, deals).Select(_ => One(book, calendars[random.Next(Owners)]))];
    }

    private WorkCalendar Calendar((string Zone, string Country) place) =>
        new(DateTimeZoneProviders.Tzdb[place.Zone], new WorkingHours(new LocalTime(random.Next(7, 10), 0), new LocalTime(17, 30), 0b0011111)) { Holidays = HolidayBook.Find(place.Country) };

    private JudgedDeal One(StageBook book, WorkCalendar calendar)
    {
        var pipeline = book.Stages.Where(s => s.Kind == StageKind.Pipeline).ToList();
        var soFar = pipeline.Take(random.Next(pipeline.Count) + 1).ToList();
        var deal = Deal(soFar[^1].Id, soFar.Count > 1 ? soFar[^2].Id : null);
        Fill(deal, soFar);
        var criteria = soFar.SelectMany(s => s.Entry.Concat(s.Exit)).ToList();
        var answers = criteria.Where(_ => OneIn(2)).Select(c => AnswerTo(deal, c)).ToList();
        var artifacts = soFar.SelectMany(s => s.Artifacts).Where(_ => OneIn(2)).Select(a => Link(deal, a)).ToList();
        var file = new DealFile(deal, book, [.. answers], [.. People(deal)], [.. artifacts], soFar.Count > 1 && OneIn(20) ? [LetPast(deal, soFar)] : [])
        {
            Zone = calendar.Zone, SameWordsOn = Said(deal, answers).Where(_ => OneIn(50)).ToDictionary(field => field, _ => 6),
        };
        return new JudgedDeal(file, NextSteps.IsDated(deal) ? null : new NextStepGap(2, deal.StageEnteredAt), calendar);
    }

    private Deal Deal(string stage, string? before)
    {
        var deal = new Deal
        {
            WorkspaceId = Id(), Id = Id(), Source = "csv", Name = "Acme rollout", Account = "Acme", OwnerId = Id(), Currency = "USD", ProcessId = Id(), ProcessVersion = 1,
            Amount = OneIn(8) ? null : random.Next(1_000, 90_000), StageId = stage, StageEnteredAt = Ago(60), StageMedianDays = OneIn(4) ? random.Next(40, 400) / 10.0 : null,
            Segment = random.Next(4) switch { 0 => null, 1 => "smb", 2 => "enterprise", _ => "mid-market" }, LeadSource = OneIn(3) ? null : "Webinar",
            CloseOn = OneIn(4) ? null : Today.PlusDays(random.Next(-20, 120)), HeardAt = OneIn(3) ? null : Ago(40), TouchedAt = OneIn(3) ? null : Ago(30),
            ChampionStrength = OneIn(3) ? null : random.Next(1, 6), ImportedWithoutEvidence = OneIn(5), WentBackFrom = before is not null && OneIn(20) ? "proposal" : null,
        };
        if (deal.CloseOn is not null && OneIn(3)) (deal.CloseSlips, deal.CloseSlippedAt) = (random.Next(1, 4), Ago(40));
        if (deal.TouchedAt is { } touched && OneIn(2)) (deal.TouchesMade, deal.TouchesSince) = (random.Next(1, 7), touched.AddDays(-random.Next(0, 12)));
        if (OneIn(20)) deal.HandoffDueAt = Ago(2);
        if (!OneIn(4))
            (deal.NextStep, deal.NextStepOn, deal.NextStepSide, deal.NextStepConfirmed) =
                ("Send the recap of the call", Today.PlusDays(random.Next(-6, 25)), OneIn(2) ? Side.Us : Side.Buyer, OneIn(2));
        return deal;
    }

    /// <summary>Of the facts that the stages so far ask for, two in three.</summary>
    private void Fill(Deal deal, List<Stage> soFar)
    {
        var asked = soFar.SelectMany(s => s.Fields.Select(f => f.Field)
            .Concat(s.Entry.Concat(s.Exit).SelectMany(c => c.Accepts).Where(e => e.Kind is EvidenceKind.Field or EvidenceKind.Rule).Select(e => e.Of!.Split('/')[0])));
        foreach (var fact in asked.Where(KnownFields.Facts.Contains).Distinct())
            if (!OneIn(3)) deal.Facts[fact] = OneIn(30) ? "tbd" : fact switch { "fit" => "strong", "price" => "12,500 a year", "term" => "24 months", _ => Words[random.Next(Words.Length)] };
    }

    private Answer AnswerTo(Deal deal, Criterion criterion)
    {
        var (state, kind) = random.Next(100) switch
        {
            < 63 => (AnswerState.Claimed, EvidenceKind.Note),
            < 92 => (AnswerState.Evidenced, EvidenceKind.Quote),
            < 97 => (AnswerState.Evidenced, EvidenceKind.Approver),
            < 99 => (AnswerState.Disputed, EvidenceKind.Note),
            _ => (AnswerState.Waived, EvidenceKind.Note),
        };
        return new Answer
        {
            WorkspaceId = deal.WorkspaceId, DealId = deal.Id, CriterionId = criterion.Id, State = state, Kind = kind, GivenAt = Ago(50),
            Text = random.Next(30) switch { 0 => "tbd", 1 => "yes", 2 => criterion.Text, _ => Words[random.Next(Words.Length)] },
            WaivedUntil = state == AnswerState.Waived ? Ago(28).AddDays(14) : null,
        };
    }

    private IEnumerable<Stakeholder> People(Deal deal)
    {
        foreach (var (role, title, department) in ((string, string, string)[])[("champion", "Head of Operations", "Operations"), ("economic-buyer", "CFO", "Finance"), ("user", "Analyst", "Finance"), ("sponsor", "COO", "Board")])
            if (OneIn(2)) yield return new Stakeholder
            {
                WorkspaceId = deal.WorkspaceId, Id = Id(), DealId = deal.Id, Role = role, Title = title, Department = OneIn(4) ? null : department,
                Name = OneIn(30) ? "tbd" : $"Dana {title}", EngagedAt = OneIn(3) ? null : Ago(40),
            };
    }

    private Artifact Link(Deal deal, ArtifactSpec spec) =>
        new() { WorkspaceId = deal.WorkspaceId, Id = Id(), DealId = deal.Id, SpecId = spec.Id, Link = $"https://files.example.com/{spec.Id}", AddedAt = Ago(40) };

    private GateOverride LetPast(Deal deal, List<Stage> soFar) => new()
    {
        WorkspaceId = deal.WorkspaceId, Id = Id(), DealId = deal.Id, FromStage = soFar[^2].Id, ToStage = deal.StageId, Reason = "The fair is in May", ByPersonId = Id(),
        Missing = string.Join(',', [.. soFar[^2].Exit.Select(c => c.Id).Take(2), "next-step/dated"]), GivenAt = deal.StageEnteredAt, ExpiresAt = deal.StageEnteredAt.AddDays(14),
    };

    private static IEnumerable<string> Said(Deal deal, List<Answer> answers) =>
        deal.Facts.Keys.Where(FieldRules.Prose.Contains).Select(fact => $"fact:{fact}").Concat(answers.Select(a => a.CriterionId));

    private bool OneIn(int many) => random.Next(many) == 0;

    private Guid Id()
    {
        Span<byte> bytes = stackalloc byte[16];
        random.NextBytes(bytes);
        return new Guid(bytes);
    }

    private DateTimeOffset Ago(int days) => Now.AddMinutes(-random.Next(1, days * 1_440));
}
