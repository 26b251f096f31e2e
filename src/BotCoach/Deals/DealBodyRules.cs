using BotCoach.Stages;

namespace BotCoach.Deals;

/// <summary>What is wrong with a deal that was sent, by its place, as far as it can be said without knowing the deal.</summary>
public static class DealBodyRules
{
    private const int MostText = 3000;
    private const int MostOwnFields = 200;
    private const int MostItems = 50;
    private const int MostAnswers = 100;
    private const decimal MostAmount = 1_000_000_000_000m;
    /// <summary>As in a file.</summary>
    private static readonly (DateOnly From, DateOnly Until) Days = (new(1970, 1, 1), new(2100, 12, 31));

    private static readonly string[] Statuses = ["open", "won", "lost", "disqualified"];

    /// <summary>An instant may be so much ahead of our clock, since the sender's may be.</summary>
    private static readonly TimeSpan MostAhead = TimeSpan.FromMinutes(5);

    public static Dictionary<string, string> Check(string externalId, DealBody body, DateTimeOffset now)
    {
        var faults = new Dictionary<string, string>();
        if (externalId.Trim().Length == 0 || externalId.Length > ImportCells.MostName || !ImportCells.IsText(externalId)) faults["externalId"] = $"The id in the address has 1 to {ImportCells.MostName} characters.";
        if (body.Name is "") faults["name"] = "This cannot be empty.";
        Texts(body, faults);
        CheckDays(body, faults);
        if (body.Answers?.Count > MostAnswers) faults["answers"] = $"At most {MostAnswers} at once.";
        if (body.Amount is < 0 or > MostAmount) faults["amount"] = "An amount lies between 0 and a trillion.";
        if (body.Currency is { } currency && !ImportNumbers.IsCurrency(currency)) faults["currency"] = "A currency's code has three letters, such as USD.";
        if (body.Status is { } status && !Statuses.Contains(status)) faults["status"] = $"There are {string.Join(", ", Statuses)}.";
        if (body.ChampionStrength is < 1 or > 5) faults["championStrength"] = "It is 1 to 5.";
        if (body.Closed < body.Started) faults["closed"] = "The deal is closed before it began.";
        foreach (var (place, at) in (IEnumerable<(string, DateTimeOffset?)>)[("heardAt", body.HeardAt), ("touchedAt", body.TouchedAt)])
            if (at > now + MostAhead) faults[place] = "This lies in the future.";
            else if (at is { } said && DateOnly.FromDateTime(said.UtcDateTime) < Days.From) faults[place] = $"This lies before {Days.From:yyyy}.";
        foreach (var fact in (body.Facts ?? []).Keys.Where(f => !KnownFields.Facts.Contains(f))) faults[$"facts.{fact}"] = $"There is no such fact. There are {string.Join(", ", KnownFields.Facts.Order())}.";
        if (body.Custom?.Count > MostOwnFields) faults["custom"] = $"At most {MostOwnFields} fields of your own.";
        if (body.NextStep is { Side: not (null or "us" or "buyer") }) faults["nextStep.side"] = "It is us or buyer.";
        People(body, faults);
        Links(body, faults);
        return faults;
    }

    /// <summary>The answer to a criterion, where it is none.</summary>
    public static string? AnswerFault(AnswerBody answer, Criterion criterion) =>
        answer.Kind is not (null or "note" or "quote") ? "The kind is note or quote."
        : answer.Text is null || Placeholders.IsOne(answer.Text, criterion.Text, 1) ? "That does not show it yet. Send who said or did what, and when; or null for: I don't know yet."
        : answer.Text.Length > MostText ? TooLong(MostText) : null;

    /// <summary>Without the blanks around what was written; what is blank altogether says nothing, but for the name.</summary>
    public static DealBody Trimmed(DealBody body) => body with
    {
        Name = body.Name?.Trim(), Account = Word(body.Account), Owner = Word(body.Owner), SalesTeam = Word(body.SalesTeam), Segment = Word(body.Segment), LeadSource = Word(body.LeadSource),
        DealType = Word(body.DealType), Currency = Word(body.Currency), Stage = Word(body.Stage), Reason = Word(body.Reason),
        NextStep = body.NextStep is { } step ? step with { Text = Word(step.Text) } : null,
        Facts = body.Facts?.ToDictionary(f => f.Key, f => Word(f.Value)), Custom = body.Custom?.ToDictionary(c => c.Key, c => Word(c.Value)),
    };

    private static string? Word(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    private static void CheckDays(DealBody body, Dictionary<string, string> faults)
    {
        foreach (var (place, day) in (IEnumerable<(string, DateOnly?)>)[("closeDate", body.CloseDate), ("started", body.Started), ("stageEntered", body.StageEntered), ("closed", body.Closed), ("nextStep.date", body.NextStep?.Date)])
            if (day < Days.From || day > Days.Until) faults[place] = $"A day lies between {Days.From:yyyy} and {Days.Until:yyyy}.";
    }

    private static void Texts(DealBody body, Dictionary<string, string> faults)
    {
        foreach (var (place, text) in (IEnumerable<(string, string?)>)[("name", body.Name), ("account", body.Account), ("owner", body.Owner), ("salesTeam", body.SalesTeam), ("segment", body.Segment), ("leadSource", body.LeadSource), ("dealType", body.DealType), ("stage", body.Stage)])
            if (text?.Length > ImportCells.MostName) faults[place] = TooLong(ImportCells.MostName);
        foreach (var (place, text) in Words(body))
            if (text?.Length > MostText) faults[place] = TooLong(MostText);
        foreach (var name in (body.Custom ?? []).Keys.Where(n => n.Length is 0 or > ImportCells.MostName || !ImportCells.IsText(n))) faults[$"custom.{name.Replace("\0", "")}"] = $"A field's name has 1 to {ImportCells.MostName} characters.";
    }

    private static IEnumerable<(string Place, string? Text)> Words(DealBody body) =>
    [
        ("reason", body.Reason), ("nextStep.text", body.NextStep?.Text), ("override.reason", body.Override?.Reason),
        .. (body.Facts ?? []).Select(f => ($"facts.{f.Key}", f.Value)), .. (body.Custom ?? []).Select(c => ($"custom.{c.Key}", c.Value)),
    ];

    private static void People(DealBody body, Dictionary<string, string> faults)
    {
        if (body.Stakeholders?.Count > MostItems) faults["stakeholders"] = $"At most {MostItems} at once.";
        foreach (var (i, person) in (body.Stakeholders ?? []).Index())
        {
            if (Placeholders.IsNoName(person?.Name)) faults[$"stakeholders[{i}].name"] = "This names nobody.";
            if (person?.Role is not { } role || !KnownFields.StakeholderRoles.Contains(role)) faults[$"stakeholders[{i}].role"] = $"There are {string.Join(", ", KnownFields.StakeholderRoles)}.";
            if (new[] { person?.Name, person?.Title, person?.Department }.Any(t => t?.Length > ImportCells.MostName)) faults[$"stakeholders[{i}]"] = $"Names, titles and departments have at most {ImportCells.MostName} characters.";
        }
    }

    private static void Links(DealBody body, Dictionary<string, string> faults)
    {
        if (body.Artifacts?.Count > MostItems) faults["artifacts"] = $"At most {MostItems} at once.";
        foreach (var (i, artifact) in (body.Artifacts ?? []).Index())
        {
            if (string.IsNullOrWhiteSpace(artifact?.Id)) faults[$"artifacts[{i}].id"] = "Say which artifact of the process this is.";
            if (artifact?.Link?.Length > MostText) faults[$"artifacts[{i}].link"] = TooLong(MostText);
            else if (DealFormIntake.LinkOf(artifact?.Link) is null) faults[$"artifacts[{i}].link"] = "Send the whole address. It begins with https://";
        }
    }

    private static string TooLong(int most) => $"At most {most:#,0} characters.";
}
