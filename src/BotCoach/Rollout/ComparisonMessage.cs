using System.Globalization;
using BotCoach.Channels;
using BotCoach.Chat;
using BotCoach.Stages;

namespace BotCoach.Rollout;

/// <summary>The words of a pilot beside the rest.</summary>
public static class ComparisonMessage
{
    public static Message Of(Process process, ProcessVersion pilot, Comparison compared, DateTimeOffset now)
    {
        var (own, rest) = (compared.Pilot, compared.Rest);
        var days = Math.Floor((now - (pilot.PublishedAt ?? now)).TotalDays);
        var since = days < 1 ? "Since today" : $"For {Wording.Days(days)}";
        return new Message($"The pilot of {process.Name} beside the rest",
        [
            new Heading($"Version {pilot.Number} of {process.Name}, piloted by {Wording.List(pilot.PilotTeams)}"),
            new Paragraph($"{since}: {Wording.Count(own.Deals, "open deal")} in the pilot, {rest.Deals.ToString("#,0", CultureInfo.InvariantCulture)} beside it.", Quiet: true),
            new Facts([
                new Fact("Median time in a stage", Both(Days(own.MedianStay), Days(rest.MedianStay), own.StayDays.Count, rest.StayDays.Count, "stays")),
                new Fact("Stays that ended with a move forward", Both(Percent(own.Conversion), Percent(rest.Conversion), own.StayDays.Count, rest.StayDays.Count, "stays")),
                new Fact("What the next gate asks and is there", Both(Percent(own.Compliance), Percent(rest.Compliance), own.Asked, rest.Asked, "things asked")),
                new Fact("Nudges that were of use", Both(Percent(own.Precision), Percent(rest.Precision), own.Answers, rest.Answers, "answers")),
            ]),
            Buttons.Of(new Button("For everyone", "rollout.widen", process.Id.ToString(), Look.Main), new Button("Drop", "rollout.drop", process.Id.ToString()), new Button("Versions", "rollout.versions", process.Id.ToString())),
        ]);
    }

    private static string Both(string own, string rest, int ofOwn, int ofRest, string what) =>
        (own == TooFew && rest == TooFew ? TooFew : $"{own} in the pilot, {rest} beside it") + $" ({ofOwn.ToString("#,0", CultureInfo.InvariantCulture)} and {ofRest.ToString("#,0", CultureInfo.InvariantCulture)} {what})";

    private static string Days(double? days) => days is { } known ? Wording.Days(known) : TooFew;

    private static string Percent(double? share) => share is { } known ? $"{Math.Round(known * 100):0} %" : TooFew;

    private const string TooFew = "too few yet";
}
