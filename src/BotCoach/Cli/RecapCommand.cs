using BotCoach.Recaps;
using BotCoach.Recaps.Reading;
using BotCoach.Recaps.Writing;
using NodaTime;

namespace BotCoach.Cli;

/// <summary><c>recap</c>: a transcript read, and what it came to; needs no database.</summary>
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
        var recap = options.ParseOnly ? new Recap(Recap.ByRule) : ExtractiveWriter.Write(transcript, RecapCall.On(options.Date ?? transcript.HeldOn ?? LocalDate.FromDateTime(file.LastWriteTime)));
        await output.WriteLineAsync(options.Json ? RecapPrint.Json(transcript, recap) : RecapPrint.Text(transcript, recap, options.ParseOnly));
        if (options.Json) foreach (var note in recap.Notes) await errors.WriteLineAsync(note);
        return 0;
    }

    private static async Task<int> RefuseAsync(TextWriter errors, string sentence)
    {
        await errors.WriteLineAsync(sentence);
        return 2;
    }
}
