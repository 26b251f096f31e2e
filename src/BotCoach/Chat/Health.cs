using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Chat;

/// <summary>
/// <c>/health/live</c>: the process answers. <c>/health/ready</c>: the database answers, and this instance's clock agrees with it; says in a sentence what does not.
/// </summary>
public static class Health
{
    public static void MapHealth(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/health/live", () => "live");
        endpoints.MapGet("/health/ready", ReadyAsync);
    }

    private static async Task<IResult> ReadyAsync(BotCoachDb db, ChoreClock clock, CancellationToken cancel)
    {
        if (!await db.Database.CanConnectAsync(cancel)) return NotReady("The database does not answer.");
        await clock.NowAsync(db, cancel);
        return clock.Skew is { } skew
            ? NotReady($"This machine's clock is {skew.TotalSeconds:0} seconds off the database's, so it runs no chores.")
            : Results.Text("ready");
    }

    private static IResult NotReady(string sentence) => Results.Text(sentence, statusCode: StatusCodes.Status503ServiceUnavailable);
}
