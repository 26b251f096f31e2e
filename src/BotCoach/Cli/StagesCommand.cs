using BotCoach.Chat;
using BotCoach.People;
using BotCoach.Rollout;
using BotCoach.Stages;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Cli;

/// <summary><c>stages</c>: a process out to YAML and back in as a draft, its problems, and its difference in words.</summary>
internal static class StagesCommand
{
    private const long MostBytes = 8 << 20;

    public static async Task<int> RunAsync(CommandLine line)
    {
        if (line.AsksForHelp)
        {
            Console.WriteLine(StagesOptions.Help);
            return 0;
        }
        var (options, wrong) = StagesOptions.Of(line.Words);
        if (options is null)
        {
            await Console.Error.WriteLineAsync(wrong);
            return 2;
        }
        if (options.Verb == "validate") return await PrintAsync(Validate(options), options, Console.Out, Console.Error);
        await using var app = App.Build(line.Settings);
        await App.PrepareAsync(app);
        return await RunAsync(app.Services, options, Console.Out, Console.Error, CancellationToken.None);
    }

    /// <summary>The same with services and writers given, as tests use it.</summary>
    internal static async Task<int> RunAsync(IServiceProvider services, StagesOptions options, TextWriter output, TextWriter errors, CancellationToken cancel)
    {
        if (options.Verb == "validate") return await PrintAsync(Validate(options), options, output, errors);
        var (company, wrong) = await Companies.FindAsync(services, options.Workspace, cancel);
        if (company is null) return await PrintAsync(StagesResult.Refused(wrong!), options, output, errors);
        StagesResult? result = null;
        await services.GetRequiredService<ChoreRunner>().TwiceAsync(async scope =>
        {
            scope.GetRequiredService<WorkspaceScope>().Enter(company.Id);
            return result = options.Verb == "export" ? await ExportAsync(scope, options, output) : await ReadInAsync(scope, options);
        }, cancel);
        return await PrintAsync(result!, options, output, errors);
    }

    private static StagesResult Validate(StagesOptions options)
    {
        var (book, refused) = ReadFile(options, idsMayBeMissing: true);
        return book is null ? refused! : Judged(book, "This can be published.", "This cannot be published yet.");
    }

    private static async Task<StagesResult> ExportAsync(IServiceProvider scope, StagesOptions options, TextWriter output)
    {
        var shelf = scope.GetRequiredService<StageShelf>();
        var published = await shelf.PublishedAsync();
        var found = published.FirstOrDefault(p => options.Process is { } name ? p.Process.Name.Equals(name, StringComparison.OrdinalIgnoreCase) : p.Process.IsDefault);
        if (found.Process is null) return StagesResult.Refused(WhichProcess(published, options));
        var yaml = StageBookYaml.Write(await shelf.OpenAsync(found.Process.Id, found.Version.Number));
        if (options.File == "-")
        {
            await output.WriteAsync(yaml);
            return new StagesResult(0, "", [], []);
        }
        await File.WriteAllTextAsync(options.File!, yaml);
        return new StagesResult(0, $"Version {found.Version.Number} of {found.Process.Name} is in {options.File}.", [], []);
    }

    private static async Task<StagesResult> ReadInAsync(IServiceProvider scope, StagesOptions options)
    {
        var (lenient, unread) = ReadFile(options, idsMayBeMissing: true);
        if (lenient is null) return unread!;
        var (shelf, db, drafts) = (scope.GetRequiredService<StageShelf>(), scope.GetRequiredService<BotCoachDb>(), scope.GetRequiredService<Drafts>());
        await shelf.EnsureBuiltInAsync(Now(scope));
        var published = await shelf.PublishedAsync();
        var name = options.Process ?? lenient.Name;
        var process = (await shelf.ProcessesAsync()).FirstOrDefault(p => p.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) ?? (options is { Process: null, Verb: "diff" } ? published.FirstOrDefault(p => p.Process.IsDefault).Process : null);
        if (process is null && options.Verb == "diff") return StagesResult.Refused(WhichProcess(published, options));
        if (process is null)
        {
            var begun = await drafts.ReadInAsync(name, lenient, Actor.CommandLine, Now(scope));
            return await EndAsync(scope, begun, name, lenient, [], options);
        }
        var (book, refused) = ReadFile(options, idsMayBeMissing: false);
        if (book is null) return refused! with { Words = $"{process.Name} exists: its answers are kept by these ids, so the file must have them. “stages export” writes them." };
        var version = published.FirstOrDefault(p => p.Process.Id == process.Id).Version;
        var changes = version is null ? [] : StageBookDiff.Between(await shelf.OpenAsync(process.Id, version.Number), book);
        return options.Verb == "diff" ? Difference(process, version, changes) : await SaveAsync(scope, process, book, changes, options);
    }

    private static StagesResult Difference(Process process, ProcessVersion? version, IReadOnlyList<BookChange> changes) =>
        version is null ? StagesResult.Refused($"{process.Name} is not published yet: there is nothing to hold the file against.")
        : changes.Count == 0 ? new StagesResult(0, $"The file says the same as version {version.Number} of {process.Name}.", [], [])
        : new StagesResult(1, $"{Wording.Count(changes.Count, "difference")} to version {version.Number} of {process.Name}.", [], changes);

    private static async Task<StagesResult> SaveAsync(IServiceProvider scope, Process process, StageBook book, IReadOnlyList<BookChange> changes, StagesOptions options)
    {
        var (db, drafts) = (scope.GetRequiredService<BotCoachDb>(), scope.GetRequiredService<Drafts>());
        if (await drafts.FindAsync(process.Id) is { EditedBy: { } by, EditedAt: { } at } && !options.Replace)
            return StagesResult.Refused($"{(await db.People.FindAsync(db.WorkspaceId, by))?.Name ?? "Somebody"} is working on the draft of {process.Name}, last on {at:yyyy-MM-dd HH:mm} UTC. --replace puts the file in its place.");
        var draft = await drafts.ReadInAsync(process.Id, book, Actor.CommandLine, Now(scope));
        return await EndAsync(scope, draft, process.Name, book, changes, options);
    }

    private static async Task<StagesResult> EndAsync(IServiceProvider scope, ProcessVersion draft, string process, StageBook book, IReadOnlyList<BookChange> changes, StagesOptions options)
    {
        var judged = Judged(book, $"The file is the draft of {process} now.", $"The file is the draft of {process} now; this is to be mended before it is published.") with { Changes = changes };
        if (!options.Publish) return judged with { Code = 0 };
        if (judged.Code == 2) return judged;
        var problems = await scope.GetRequiredService<Releases>().PublishAsync(draft, Actor.CommandLine, Now(scope));
        return problems.Count > 0 ? judged with { Code = 2, Problems = [.. problems.Select(StagesFinding.Of)] } : judged with { Words = $"Version {draft.Number} of {process} is published; its open deals follow." };
    }

    private static StagesResult Judged(StageBook book, string fine, string faulty)
    {
        var problems = StageBookRules.Check(book);
        var isFaulty = problems.Any(p => !p.IsWarning);
        return new StagesResult(isFaulty ? 2 : 0, isFaulty ? faulty : fine, [.. problems.Select(StagesFinding.Of)], []);
    }

    private static (StageBook? Book, StagesResult? Refused) ReadFile(StagesOptions options, bool idsMayBeMissing)
    {
        var file = new FileInfo(options.File!);
        if (!file.Exists) return (null, StagesResult.Refused($"There is no file {options.File}."));
        if (file.Length > MostBytes) return (null, StagesResult.Refused($"{options.File} has {file.Length / 1024 / 1024} MB; a process has at most 1,000,000 characters."));
        var reading = StageBookYaml.Read(File.ReadAllText(file.FullName), idsMayBeMissing);
        return reading.Book is { } book ? (book, null) : (null, new StagesResult(2, $"{options.File} cannot be read as a process.", [.. reading.Problems.Select(StagesFinding.Of)], []));
    }

    private static DateTimeOffset Now(IServiceProvider scope) => scope.GetRequiredService<TimeProvider>().GetUtcNow();

    private static string WhichProcess(IReadOnlyList<(Process Process, ProcessVersion Version)> published, StagesOptions options) => published.Count == 0
        ? "No process is published yet."
        : $"There is no published process “{options.Process}”. There are {string.Join(", ", published.Select(p => p.Process.Name))}; say --process and one of them.";

    private static async Task<int> PrintAsync(StagesResult result, StagesOptions options, TextWriter output, TextWriter errors)
    {
        if (options.Json) await output.WriteLineAsync(StagesPrint.Json(result));
        else if (result.Words.Length > 0 || result.Problems.Count > 0) await (result.Code == 2 ? errors : output).WriteLineAsync(StagesPrint.Text(result));
        return result.Code;
    }
}
