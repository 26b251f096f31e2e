using BotCoach.Channels;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Chat;

/// <summary>
/// <c>/health/live</c>: the process answers. <c>/health/ready</c>: the database answers, and this instance's clock agrees with it; says in a sentence what does not.
/// Ready is also who cannot reach one of the companies, and says which by its platform's id: the page is open to all, and a company's name is nobody's business.
/// </summary>
public static class Health
{
    public static void MapHealth(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/health/live", () => "live");
        endpoints.MapGet("/health/ready", ReadyAsync);
    }

    private static async Task<IResult> ReadyAsync(BotCoachDb db, ChoreClock clock, IEnumerable<IChannel> channels, CancellationToken cancel)
    {
        if (!await db.Database.CanConnectAsync(cancel)) return NotReady("The database does not answer.");
        await clock.NowAsync(db, cancel);
        return clock.Skew is { } skew
            ? NotReady($"This machine's clock is {skew.TotalSeconds:0} seconds off the database's, so it runs no chores.")
            : Results.Text(string.Join('\n', ["ready", .. await ComplaintsAsync(channels, cancel)]));
    }

    /// <summary>A company that is not reached is its admin's matter: the host is ready all the same, and a start anew would mend nothing.</summary>
    private static async Task<List<string>> ComplaintsAsync(IEnumerable<IChannel> channels, CancellationToken cancel)
    {
        var lines = new List<string>();
        foreach (var channel in channels)
            foreach (var (team, sentence) in await channel.ComplaintsAsync(cancel))
                lines.Add($"{channel.Name}{(team.Length > 0 ? " " : "")}{team}: {sentence}");
        return lines;
    }

    private static IResult NotReady(string sentence) => Results.Text(sentence, statusCode: StatusCodes.Status503ServiceUnavailable);
}
