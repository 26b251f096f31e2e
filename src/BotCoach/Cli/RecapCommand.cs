using BotCoach.Chat;
using BotCoach.People;
using BotCoach.Recaps;
using BotCoach.Recaps.Model;
using BotCoach.Recaps.Reading;
using BotCoach.Recaps.Writing;
using BotCoach.Storage;
using NodaTime;

namespace BotCoach.Cli;

/// <summary><c>recap</c>: a transcript read, and what it came to; it needs no database, unless it is told which deal it is about.</summary>
internal static class RecapCommand
{
    public static Task<int> RunAsync(CommandLine line) => RunAsync(line, Console.Out, Console.Error);

    /// <summary>The same with writers given, as tests use it.</summary>
    internal static async Task<int> RunAsync(CommandLine line, TextWriter output, TextWriter errors)
    {
        if (line.AsksForHelp)
        {
            await output.WriteLineAsync(RecapOptions.Help);
            return 0;
        }
        var (options, wrong) = RecapOptions.Of(line.Words);
        if (options is null) return await RefuseAsync(errors, wrong!);
        var file = new FileInfo(options.File!);
        if (!file.Exists) return await RefuseAsync(errors, Directory.Exists(options.File) ? $"{options.File} is a folder; recap takes one file." : $"There is no file {options.File}.");
        if (file.Length > TranscriptReader.MostBytes) return await RefuseAsync(errors, $"{options.File} has {file.Length / (1024.0 * 1024):0.0} MB; a transcript has at most 5 MB.");
        var (transcript, refused) = TranscriptReader.Read(await File.ReadAllBytesAsync(file.FullName));
        if (transcript is null) return await RefuseAsync(errors, refused!);
        var call = RecapCall.On(options.Date ?? transcript.HeldOn ?? LocalDate.FromDateTime(file.LastWriteTime));
        Guid? company = null;
        if (options.Deal is { } deal)
        {
            var known = await OfDealAsync(line, deal, call, transcript);
            if (known.Count == 0) return await RefuseAsync(errors, $"There is no deal {deal} here.");
            if (known.Count > 1) return await RefuseAsync(errors, $"{known.Count} companies here have a deal {deal}. Name it by its own id.");
            (company, call) = known[0];
        }
        var (recap, uses) = options.ParseOnly ? (new Recap(Recap.ByRule), []) : await WriteAsync(line, transcript, call);
        // first, so that nothing stands on the terminal of what could not be written down
        await WriteDownAsync(line, company, uses);
        await output.WriteLineAsync(options.Json ? RecapPrint.Json(transcript, recap) : RecapPrint.Text(transcript, recap, options.ParseOnly));
        if (options.Json) foreach (var note in recap.Notes) await errors.WriteLineAsync(note);
        return 0;
    }

    /// <summary>By the model that the settings name, as in chat; else by rule.</summary>
    private static async Task<(Recap Recap, IReadOnlyList<ModelUse> Uses)> WriteAsync(CommandLine line, Transcript transcript, RecapCall call)
    {
        var ai = Settings.Read(Configured(line)).Ai;
        using var logs = LoggerFactory.Create(_ => { });
        var (written, uses, why) = await new ModelWriter(ai, new ModelClient(ai), new CoachClock(), logs.CreateLogger<ModelWriter>()).TryWriteAsync(transcript, call, CancellationToken.None);
        if (written is not null) return (written, uses);
        var recap = ExtractiveWriter.Write(transcript, call);
        return (why is null ? recap : recap with { Notes = [why, .. recap.Notes] }, uses);
    }

    /// <summary>What a model was sent stands in the audit of the company whose deal it is about, else of the only one here. No database is begun for that.</summary>
    private static async Task WriteDownAsync(CommandLine line, Guid? company, IReadOnlyList<ModelUse> uses)
    {
        if (uses.Count == 0 || (company is null && DatabaseChoice.Of(Configured(line)[DatabaseChoice.Key]) is { File: { } file } && !File.Exists(file))) return;
        await using var app = App.Build(line.Settings);
        await App.PrepareAsync(app);
        var own = company is null ? await Companies.OwnAsync(app.Services, CancellationToken.None) : [];
        if ((company ?? (own.Count == 1 ? own[0].Id : null)) is not { } id) return;
        await app.Services.GetRequiredService<ChoreRunner>().TwiceAsync(scope =>
        {
            scope.GetRequiredService<WorkspaceScope>().Enter(id);
            scope.GetRequiredService<Audit>().Did(Actor.CommandLine, ModelUse.Told(uses), id, scope.GetRequiredService<TimeProvider>().GetUtcNow());
            return Task.FromResult(true);
        }, CancellationToken.None);
    }

    private static IConfigurationRoot Configured(CommandLine line) =>
        new ConfigurationBuilder().AddJsonFile(Path.GetFullPath("appsettings.json"), optional: true).AddEnvironmentVariables().AddCommandLine(line.Settings).Build();

    /// <summary>Of each company that has such a deal: what is one's is no other's.</summary>
    private static async Task<IReadOnlyList<(Guid? Company, RecapCall Call)>> OfDealAsync(CommandLine line, string deal, RecapCall call, Transcript transcript)
    {
        await using var app = App.Build(line.Settings);
        await App.PrepareAsync(app);
        var known = new List<(Guid? Company, RecapCall Call)>();
        foreach (var company in await Companies.OwnAsync(app.Services, CancellationToken.None))
        {
            await using var scope = app.Services.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<WorkspaceScope>().Enter(company.Id);
            if (await scope.ServiceProvider.GetRequiredService<CallSides>().KnownAsync(deal, call.HeldOn, transcript, app.Services.GetRequiredService<TimeProvider>().GetUtcNow()) is { } found) known.Add((company.Id, found));
        }
        return known;
    }

    private static async Task<int> RefuseAsync(TextWriter errors, string sentence)
    {
        await errors.WriteLineAsync(sentence);
        return 2;
    }
}
