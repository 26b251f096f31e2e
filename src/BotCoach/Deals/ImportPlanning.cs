using System.Security.Cryptography;
using System.Text.Json;
using BotCoach.Chat;
using BotCoach.Stages;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Deals;

/// <summary>
/// The first look at an import: what each column means, in which order its dates are written, which of our stages their names stand for.
/// What was said once is remembered; what cannot be guessed becomes a question. Nothing is written.
/// </summary>
internal sealed class ImportPlanning(BotCoachDb db, StageShelf shelf)
{
    public const string ColumnMemory = "column";
    public const string StageMemory = "stage";

    public async Task<(ImportReading Reading, ImportPlan Plan)> LookAsync(
        IReadOnlyList<ImportSource> sources, ImportChoices choices, CancellationToken cancel)
    {
        var memory = await db.ImportMemories.AsNoTracking().ToListAsync(cancel);
        var reading = ImportReading.Open(sources, choices, Remembered(memory, ColumnMemory));
        var facts = ImportFacts.Of(reading);
        var plan = new ImportPlan
        {
            Fingerprint = FingerprintOf(sources, choices), Choices = choices, Main = reading.Main.Name, Looked = true, Rows = facts.Rows,
            Header = [.. reading.Main.Header], Columns = new(reading.Columns.Meaning), Meanings = [.. reading.AllColumns.Select(c => new Dictionary<string, string>(c.Meaning))],
            OwnColumns = [.. reading.Columns.Own.Select(o => o.Name)], Export = reading.Columns.Export?.Id,
            DecimalMark = facts.DecimalMark() ?? reading.Columns.Export?.DecimalMark, HasOthers = reading.People.Concat(reading.Accounts).Any(),
        };
        plan.Notes.AddRange(reading.Notes);
        plan.Notes.AddRange(reading.Tables.Select(t => $"{t.File.Name} is joined by {t.KeyColumn}: {t.Met:#,0} of {Wording.Count(facts.Rows, "deal")} found a row."));
        AskForOwner(reading, plan);
        DecideDates(reading, facts, plan);
        await NameStagesAsync(facts, plan, reading, Remembered(memory, StageMemory));
        return (reading, plan);
    }

    /// <summary>An import's kept files opened again after the first look, as they were understood then.</summary>
    public async Task<ImportSession> OpenAsync(ImportRun run, CancellationToken cancel)
    {
        var plan = ImportPlan.FromJson(run.Mapping);
        var reading = ImportReading.Again(await SourcesAsync(run, cancel), plan.Meanings);
        return new ImportSession(reading, plan, await ProcessesAsync(plan), ImportVerdicts.Of(run.Verdicts)) { Since = run.StartedAt };
    }

    /// <summary>Files that were just looked at, to be checked.</summary>
    public async Task<ImportSession> OpenAsync(ImportReading reading, ImportPlan plan) => new(reading, plan, await ProcessesAsync(plan), new ImportVerdicts());

    public async Task<IReadOnlyList<ImportSource>> SourcesAsync(ImportRun run, CancellationToken cancel)
    {
        var files = await db.ImportFiles.AsNoTracking().Where(f => f.ImportId == run.Id).OrderBy(f => f.Ordinal).ToListAsync(cancel);
        return files.ConvertAll(f => ImportSource.OfPacked(f.Name, f.Length, f.Content));
    }

    /// <summary>The same files with the same choices.</summary>
    public static string FingerprintOf(IReadOnlyList<ImportSource> sources, ImportChoices choices)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var source in sources)
        {
            using var stream = source.Open();
            hash.AppendData(SHA256.HashData(stream));
        }
        hash.AppendData(JsonSerializer.SerializeToUtf8Bytes(choices));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static void AskForOwner(ImportReading reading, ImportPlan plan)
    {
        if (reading.Columns.Has("owner") || reading.Columns.Has("owner-email")) return;
        plan.Choices.Owner ??= plan.Choices.Sender;
        if (plan.Choices.Owner is not null) return;
        plan.Questions.Add(new ImportFault(reading.Main.Name, null, null, null,
            $"no column says whose deals these are. The columns are {string.Join(", ", reading.Main.Header)}") { Asks = ImportAsks.Column });
    }

    private static void DecideDates(ImportReading reading, ImportFacts facts, ImportPlan plan)
    {
        var export = reading.Columns.Export;
        var usual = export is not null && facts.MayBe(export.Dates) ? export.Dates : DateOrder.Unsaid;
        foreach (var field in ImportFacts.DateFields.Where(reading.Columns.Has))
        {
            var (order, question) = facts.OrderOf(field);
            var said = plan.Choices.Dates == DateOrder.Unsaid ? usual : plan.Choices.Dates;
            if (question is not null && said == DateOrder.Unsaid) plan.Questions.Add(question);
            plan.UsualOrder |= question is not null && said != plan.Choices.Dates;
            plan.Orders[field] = question is null ? order : said;
        }
        if (plan.UsualOrder) plan.Notes.Add($"No row settles the order of days and months; the {(usual == DateOrder.DayFirst ? "day" : "month")} is read first, as is usual in {export!.Language}.");
    }

    private async Task NameStagesAsync(ImportFacts facts, ImportPlan plan, ImportReading reading, Dictionary<string, string> remembered)
    {
        var column = reading.Columns.NameOf(ImportReading.StageField(reading.Columns));
        var names = facts.Stages.Values.SelectMany(s => s.Keys).ToHashSet(StringComparer.OrdinalIgnoreCase);
        if (plan.Choices.Sender is null && plan.Choices.Stages.Keys.FirstOrDefault(k => !names.Contains(k)) is { } unknown)
            throw ImportRefusedException.Of(plan.Main, $"no deal has this stage. The stages are {string.Join(", ", names)}", null, column, unknown);
        var fitting = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var ours = new SortedSet<string>();
        foreach (var (kind, counts) in facts.Stages)
        {
            var version = await shelf.ChooseAsync(kind.Segment, kind.LeadSource, kind.DealType);
            var book = await shelf.OpenAsync(version.ProcessId, version.Number);
            plan.Kinds.Add(new ImportKindProcess(kind, version.ProcessId, version.Number));
            ours.UnionWith(book.Stages.Select(s => s.Id));
            if (!plan.Stages.TryGetValue(version.ProcessId, out var map)) plan.Stages[version.ProcessId] = map = new(StringComparer.OrdinalIgnoreCase);
            foreach (var (name, count) in counts)
            {
                var chosen = Chosen(name, plan.Choices, version.ProcessId, book);
                if (chosen is not null) fitting.Add(name);
                if (map.ContainsKey(name)) continue;
                if ((chosen ?? Meaning(name, remembered, book, reading.Columns.Export, facts.Ends.Of(name))) is { } meant) map[name] = meant;
                else if (!plan.Questions.Any(q => q.Value == name && q.Process == version.ProcessId))
                    plan.Questions.Add(Unknown(plan.Main, column, name, count, book) with { Process = version.ProcessId });
            }
        }
        if (plan.Choices.Sender is null && plan.Choices.Stages.Keys.FirstOrDefault(k => !fitting.Contains(k)) is { } wrong)
            throw ImportRefusedException.Of(plan.Main, $"there is no stage “{plan.Choices.Stages[wrong]}”. There are {string.Join(", ", ours)}", null, column, wrong);
    }

    /// <summary>What a person said of the name, where that is a stage of this process: the same name may stand in several.</summary>
    private static string? Chosen(string name, ImportChoices choices, Guid process, StageBook book)
    {
        var said = choices.StagesOf.GetValueOrDefault(process)?.GetValueOrDefault(name) ?? choices.Stages.GetValueOrDefault(name);
        return said is null ? null : Known(said, book);
    }

    /// <param name="end">How the rows of the stage say that its deals ended: surer than what its name suggests.</param>
    private static string? Meaning(string name, Dictionary<string, string> remembered, StageBook book, KnownExport? export, string? end)
    {
        if (remembered.TryGetValue(name, out var before) && ImportStageNames.Fits(before, book)) return before;
        if (ImportStageNames.Same(name, book) is { } same) return same;
        if (end is not (null or ImportEnds.Open)) return end;
        return ImportStageNames.Guess(name, book, export) is { } guess && !(end == ImportEnds.Open && ImportStageNames.IsOutcome(guess)) ? guess : null;
    }

    private static string? Known(string said, StageBook book)
    {
        if (ImportStageNames.Fits(said, book)) return said;
        var plain = ImportCells.Plain(said);
        return book.Stages.FirstOrDefault(s => ImportCells.Plain(s.Id) == plain || ImportCells.Plain(s.Name) == plain)?.Id ?? ImportStageNames.Outcome(said);
    }

    private static ImportFault Unknown(string file, string column, string name, int count, StageBook book) =>
        new(file, null, column, name, $"which of our stages is this ({Wording.Count(count, "row")})? There are {Ours(book)}") { Asks = ImportAsks.Stage };

    private static string Ours(StageBook book) =>
        string.Join(", ", book.Stages.Select(s => s.Id).Concat([ImportStageNames.Won, ImportStageNames.Lost, ImportStageNames.Disqualified]));

    /// <summary>The process that each kind of deal in the file is for, as it was when the import was first looked at.</summary>
    private async Task<IReadOnlyDictionary<ImportKind, ImportProcess>> ProcessesAsync(ImportPlan plan)
    {
        var open = new Dictionary<(Guid, int), ImportProcess>();
        foreach (var (process, version) in plan.Kinds.Select(k => (k.Process, k.Version)).Distinct())
        {
            var names = new Dictionary<string, string>(plan.Stages[process], StringComparer.OrdinalIgnoreCase);
            open[(process, version)] = new ImportProcess(process, version, await shelf.OpenAsync(process, version), names);
        }
        return plan.Kinds.ToDictionary(k => k.Kind, k => open[(k.Process, k.Version)]);
    }

    private static Dictionary<string, string> Remembered(List<ImportMemory> memory, string kind) =>
        memory.Where(m => m.Kind == kind).ToDictionary(m => m.Theirs, m => m.Ours, StringComparer.OrdinalIgnoreCase);
}
