using System.Text.Json;
using System.Text.Json.Serialization;
using NodaTime;

namespace BotCoach.Deals;

/// <summary>What a person said about an import: on the command line, or in a form.</summary>
public sealed class ImportChoices
{
    /// <summary>Their column to our field.</summary>
    public Dictionary<string, string> Columns { get; set; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Their stage name to our stage id or outcome.</summary>
    public Dictionary<string, string> Stages { get; set; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The same for the deals of one process, as a form says it.</summary>
    public Dictionary<Guid, Dictionary<string, string>> StagesOf { get; set; } = [];
    public DateOrder Dates { get; set; }

    /// <summary>Whose deals they are when the file names no owner.</summary>
    public string? Owner { get; set; }

    /// <summary>Who shared the files: the owner when no column says one.</summary>
    public string? Sender { get; set; }
}

/// <summary>An import as it is understood: kept with the run, so that it reads the same on the next chunk and after a restart.</summary>
public sealed class ImportPlan
{
    private static readonly JsonSerializerOptions Options = new()
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter() },
    };

    /// <summary>Of the files' contents and the choices: the same import begun again is known by it.</summary>
    public string Fingerprint { get; set; } = "";
    public ImportChoices Choices { get; set; } = new();

    /// <summary>The file with the deals.</summary>
    public string Main { get; set; } = "";

    /// <summary>The id of the known export that the main file is, when it is recognised as one.</summary>
    public string? Export { get; set; }

    /// <summary>Column of the main file to our field; the others are the company's own fields.</summary>
    public Dictionary<string, string> Columns { get; set; } = [];
    public List<string> Header { get; set; } = [];
    public List<string> OwnColumns { get; set; } = [];

    /// <summary>The order of days and months by column.</summary>
    public Dictionary<string, DateOrder> Orders { get; set; } = [];

    /// <summary>Some columns leave the order open, and were read as such exports write it.</summary>
    public bool UsualOrder { get; set; }
    public char? DecimalMark { get; set; }

    /// <summary>By process: their stage name to our stage id or outcome.</summary>
    public Dictionary<Guid, Dictionary<string, string>> Stages { get; set; } = [];
    public List<string> Notes { get; set; } = [];
    public ImportTally Tally { get; set; } = new();

    /// <summary>What is still to be said, when the import waits for it.</summary>
    public List<ImportFault> Questions { get; set; } = [];

    /// <summary>Files of people or accounts are joined.</summary>
    public bool HasOthers { get; set; }

    /// <summary>The rows of the main file, known after the first look.</summary>
    public int Rows { get; set; }

    /// <summary>Who owns a deal that is not refused, as the file says it.</summary>
    [JsonInclude]
    internal Dictionary<string, ImportedPerson> Owners { get; set; } = [];

    /// <summary>For whom open deals are made: who is to sort them.</summary>
    public HashSet<string> OpenTo { get; set; } = [];

    /// <summary>Those of the files whom nobody here knows yet.</summary>
    public List<string> NewPeople { get; set; } = [];

    /// <summary>What the columns of each file mean, in the files' order: what is remembered may change until the import is applied.</summary>
    public List<Dictionary<string, string>> Meanings { get; set; } = [];

    /// <summary>The process that each kind of deal is for.</summary>
    [JsonInclude]
    internal List<ImportKindProcess> Kinds { get; set; } = [];

    /// <summary>How many people and accounts are written before the deals.</summary>
    public int Before { get; set; }

    /// <summary>The last line of the main file that was checked.</summary>
    public int CheckedLine { get; set; }
    public bool Looked { get; set; }

    /// <summary>What the gate refused in the dry run, as far as it is kept: it counts when the import goes ahead.</summary>
    [JsonInclude]
    internal List<ImportStopped> Stopped { get; set; } = [];

    /// <summary>What the files were recognised as, in a sentence.</summary>
    [JsonIgnore]
    public string? Recognised => KnownExports.Find(Export)?.Sentence;

    public string ToJson() => JsonSerializer.Serialize(this, Options);

    public static ImportPlan FromJson(string json) => JsonSerializer.Deserialize<ImportPlan>(json, Options)!;
}

/// <summary>A move that the gate refused: see <see cref="GateRefusal"/>.</summary>
internal sealed record ImportStopped(Guid Deal, string Target, Guid Process, int Version, string Stage, string Missing)
{
    /// <summary>So many are kept with an import: enough to show what stops deals, and a card that follows a file stays quick.</summary>
    public const int Most = 1_000;

    public static ImportStopped Of(GateRefusal refusal) => new(refusal.DealId, refusal.Target, refusal.ProcessId, refusal.Version, refusal.StageId, refusal.Missing);

    public GateRefusal On(LocalDate day, Guid workspaceId) =>
        new() { WorkspaceId = workspaceId, DealId = Deal, Target = Target, Day = day, ProcessId = Process, Version = Version, StageId = Stage, Missing = Missing };
}

/// <summary>The version of a process that a kind of deal is for.</summary>
internal sealed record ImportKindProcess(ImportKind Kind, Guid Process, int Version);

/// <summary>The figures of an import: what its rows are, and what becomes of them.</summary>
public sealed class ImportTally
{
    public int Deals { get; set; }
    public int Open { get; set; }
    public int Won { get; set; }
    public int Lost { get; set; }
    public int Disqualified { get; set; }
    public int Refused { get; set; }
    public int Created { get; set; }
    public int Changed { get; set; }
    public int Unchanged { get; set; }
    public int WithoutAccount { get; set; }
    public int WithoutAmount { get; set; }
    public int WithoutClose { get; set; }

    /// <summary>Won value by currency.</summary>
    public SortedDictionary<string, decimal> WonValue { get; set; } = [];

    /// <summary>"GTXPro read as GTX Pro", and how often.</summary>
    public SortedDictionary<string, int> ReadAs { get; set; } = [];

    internal void Count(ImportVerdict verdict, ImportedDeal? deal, string currency, int by = 1)
    {
        if (verdict == ImportVerdict.Create) Created += by;
        if (verdict == ImportVerdict.Change) Changed += by;
        if (verdict == ImportVerdict.Same) Unchanged += by;
        if (verdict == ImportVerdict.Refuse) Refused += by;
        if (verdict == ImportVerdict.Refuse || deal is null) return;
        Deals += by;
        if (deal.Status == DealStatus.Open) Open += by;
        if (deal.Status == DealStatus.Won) Won += by;
        if (deal.Status == DealStatus.Lost) Lost += by;
        if (deal.Status == DealStatus.Disqualified) Disqualified += by;
        if (deal.Status == DealStatus.Won) WonValue[currency] = WonValue.GetValueOrDefault(currency) + (deal.Amount ?? 0) * by;
        if (deal.Account is null) WithoutAccount += by;
        if (deal.Amount is null) WithoutAmount += by;
        if (deal.CloseOn is null) WithoutClose += by;
    }

    /// <summary>Another thing became of a row than was counted.</summary>
    internal void Recount(ImportVerdict was, ImportVerdict now, ImportedDeal deal, string currency)
    {
        Count(was, deal, currency, -1);
        Count(now, deal, currency);
    }

    internal void CountReadAs(string theirs, string ours)
    {
        var words = $"{theirs} read as {ours}";
        ReadAs[words] = ReadAs.GetValueOrDefault(words) + 1;
    }
}
