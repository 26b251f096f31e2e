using BotCoach.Chat;
using BotCoach.Storage;
using NodaTime;

namespace BotCoach.Metrics;

/// <summary>Reads who uses what, as of now: what people did not do on a day that is over is kept nowhere.</summary>
public sealed class AdoptionReading(BotCoachDb db, RampReading ramps)
{
    /// <param name="owners">Whose deals and whose doing; null: everybody's.</param>
    /// <param name="tellsFew">Also teams of very few are told of, since who asks leads them.</param>
    /// <param name="team">Of this team alone; null: of all.</param>
    public async Task<AdoptionTable> OfAsync(IReadOnlyCollection<Guid>? owners, string? team, bool tellsFew, DateTimeOffset now)
    {
        var (since, week) = (now.AddDays(-Adoption.Days), now.AddDays(-Adoption.WeekDays));
        var today = now.DayIn(await db.CompanyZoneAsync());
        var use = new AdoptionUse(
            await db.DealUseAsync(owners, today, since), await db.HandUseAsync(owners, since, week), await db.NudgeUseAsync(owners, since, now.AddDays(-Adoption.DaysToAnswer)),
            await db.RecapUseAsync(owners, since), await db.ReviewUseAsync(owners, since));
        var (all, teams) = await ramps.OfAsync(new MetricsCut(today) { Owners = owners });
        return team is null ? AdoptionRules.TableOf(use, all, teams, tellsFew) : AdoptionRules.TableOf(use.Of(team), teams.GetValueOrDefault(team, Ramp.None), teams, tellsFew);
    }
}
