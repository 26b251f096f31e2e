namespace BotCoach.Cli;

/// <summary>A command that asks the company's database: what it says to --help, what is wrong with its words, and the host that it needs.</summary>
internal static class HostedCommand
{
    /// <param name="read">The options, or the sentence that says what is wrong with them.</param>
    public static async Task<int> RunAsync<T>(CommandLine line, string help, Func<IReadOnlyList<string>, (T? Options, string? Wrong)> read, Func<IServiceProvider, T, TextWriter, TextWriter, CancellationToken, Task<int>> run) where T : class
    {
        if (line.AsksForHelp)
        {
            Console.WriteLine(help);
            return 0;
        }
        var (options, wrong) = read(line.Words);
        if (options is null)
        {
            await Console.Error.WriteLineAsync(wrong);
            return 2;
        }
        await using var app = App.Build(line.Settings);
        await App.PrepareAsync(app);
        return await run(app.Services, options, Console.Out, Console.Error, CancellationToken.None);
    }
}
