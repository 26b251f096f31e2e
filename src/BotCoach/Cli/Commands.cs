namespace BotCoach.Cli;

/// <summary>From a command line to its command. What went wrong is one sentence on the error output, and exit code 2.</summary>
public static class Commands
{
    public static async Task<int> RunAsync(CommandLine line)
    {
        try
        {
            return line switch
            {
                { Missing: { } key } => Refuse($"{key} needs a value behind it; see --help."),
                { Command: "help" } or { Command: "serve", AsksForHelp: true, Words: [] } => Say(Usage.Text),
                { Command: "serve", Words: [] } => await ServeCommand.RunAsync(line.Settings),
                { Command: "serve" } => Refuse($"serve takes no '{line.Words[0]}'. Settings are written --Key:Name value; see --help."),
                { Command: "stages" } => await StagesCommand.RunAsync(line),
                { Command: "recap" } => await RecapCommand.RunAsync(line),
                { Command: "metrics" } => await MetricsCommand.RunAsync(line),
                { Command: "digest" } => await DigestCommand.RunAsync(line),
                { Command: "process-review" } => await ProcessReviewCommand.RunAsync(line),
                { Command: "backup" or "restore" } => await BackupCommand.RunAsync(line),
                { Command: "crm" } => await CrmCommand.RunAsync(line),
                { Command: "import" } => await ImportCommand.RunAsync(line),
                _ => Refuse($"There is no command '{line.Command}'. There are serve, import, stages, recap, metrics, digest, process-review, crm, backup and restore; see --help."),
            };
        }
        catch (Exception fault) when (StartFault.InWords(fault) is { } sentence)
        {
            return Refuse(sentence);
        }
    }

    private static int Say(string text)
    {
        Console.WriteLine(text);
        return 0;
    }

    private static int Refuse(string sentence)
    {
        Console.Error.WriteLine(sentence);
        return 2;
    }
}
