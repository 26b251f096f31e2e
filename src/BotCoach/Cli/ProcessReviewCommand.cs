using BotCoach.ProcessReviews;
using BotCoach.Storage;

namespace BotCoach.Cli;

/// <summary><c>process-review</c>: what the review of a month says, for a terminal or as JSON. It reads, and sends nothing.</summary>
internal static class ProcessReviewCommand
{
    public static Task<int> RunAsync(CommandLine line) => HostedCommand.RunAsync<ProcessReviewOptions>(line, ProcessReviewOptions.Help, ProcessReviewOptions.Of, RunAsync);

    /// <summary>The same with services and writers given, as tests use it.</summary>
    internal static async Task<int> RunAsync(IServiceProvider services, ProcessReviewOptions options, TextWriter output, TextWriter errors, CancellationToken cancel)
    {
        var (company, wrong) = await Companies.FindAsync(services, options.Workspace, cancel);
        if (company is null) return await RefuseAsync(errors, wrong!);
        await using var scope = services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<WorkspaceScope>().Enter(company.Id);
        var (reading, now) = (scope.ServiceProvider.GetRequiredService<ProcessReviewReading>(), services.GetRequiredService<TimeProvider>().GetUtcNow());
        var current = ReviewMonths.Of(now, await scope.ServiceProvider.GetRequiredService<BotCoachDb>().CompanyZoneAsync());
        var month = options.Month ?? current.PlusMonths(-1);
        if (month >= current) return await RefuseAsync(errors, $"{month:uuuu-MM} is not over yet; the last month that is over is {current.PlusMonths(-1):uuuu-MM}.");
        var sheet = await reading.OfAsync(month, now);
        if (sheet is null) await output.WriteLineAsync(options.Json ? $$"""{ "month": "{{month:uuuu-MM-dd}}", "nothing_happened": true }""" : $"Nothing happened in {month:uuuu-MM}.");
        else await output.WriteLineAsync(options.Json ? ReviewJson.Tell(sheet) : ProcessReviewPrint.Text(sheet));
        return 0;
    }

    private static async Task<int> RefuseAsync(TextWriter errors, string sentence)
    {
        await errors.WriteLineAsync(sentence);
        return 2;
    }
}
