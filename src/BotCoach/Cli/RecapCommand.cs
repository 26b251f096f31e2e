using BotCoach.Chat;
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
        if (options.Deal is { } deal)
        {
            var known = await OfDealAsync(line, deal, call, transcript);
            if (known.Count == 0) return await RefuseAsync(errors, $"There is no deal {deal} here.");
            if (known.Count > 1) return await RefuseAsync(errors, $"{known.Count} companies here have a deal {deal}. Name it by its own id.");
            call = known[0];
        }
        var recap = options.ParseOnly ? new Recap(Recap.ByRule) : await WriteAsync(line, transcript, call);
        await output.WriteLineAsync(options.Json ? RecapPrint.Json(transcript, recap) : RecapPrint.Text(transcript, recap, options.ParseOnly));
        if (options.Json) foreach (var note in recap.Notes) await errors.WriteLineAsync(note);
        return 0;
    }

    /// <summary>By the model that the settings name, as in chat; else by rule.</summary>
    private static async Task<Recap> WriteAsync(CommandLine line, Transcript transcript, RecapCall call)
    {
        var ai = Settings.Read(new ConfigurationBuilder().AddJsonFile(Path.GetFullPath("appsettings.json"), optional: true).AddEnvironmentVariables().AddCommandLine(line.Settings).Build()).Ai;
        using var logs = LoggerFactory.Create(_ => { });
        var (written, _, why) = await new ModelWriter(ai, new ModelClient(ai), new CoachClock(), logs.CreateLogger<ModelWriter>()).TryWriteAsync(transcript, call, CancellationToken.None);
        if (written is not null) return written;
        var recap = ExtractiveWriter.Write(transcript, call);
        return why is null ? recap : recap with { Notes = [why, .. recap.Notes] };
    }

    /// <summary>Of each company that has such a deal: what is one's is no other's.</summary>
    private static async Task<IReadOnlyList<RecapCall>> OfDealAsync(CommandLine line, string deal, RecapCall call, Transcript transcript)
    {
        await using var app = App.Build(line.Settings);
        await App.PrepareAsync(app);
        var known = new List<RecapCall>();
        foreach (var company in await Companies.OwnAsync(app.Services, CancellationToken.None))
        {
            await using var scope = app.Services.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<WorkspaceScope>().Enter(company.Id);
            if (await scope.ServiceProvider.GetRequiredService<CallSides>().KnownAsync(deal, call, transcript, app.Services.GetRequiredService<TimeProvider>().GetUtcNow()) is { } found) known.Add(found);
        }
        return known;
    }

    private static async Task<int> RefuseAsync(TextWriter errors, string sentence)
    {
        await errors.WriteLineAsync(sentence);
        return 2;
    }
}
