using BotCoach.Channels;
using BotCoach.Chat;
using NodaTime;
using NodaTime.Text;

namespace BotCoach.Deals;

/// <summary>The form that parks a deal until a day.</summary>
public static class TriageForms
{
    public static Form Park(string action, string state, LocalDate today, string what) => new(
        action, "Park until", [new DateField("until", "Until which day") { Value = LocalDatePattern.Iso.Format(today.PlusDays(30)), Hint = "I stay quiet about it until then." }],
        state, Submit: "Park", Intro: what);

    public static bool TryDay(Turn turn, out LocalDate until, out Reply fault)
    {
        fault = Reply.None;
        var read = LocalDatePattern.Iso.Parse(turn.Field("until") ?? "");
        if (read.TryGetValue(default, out until) && until > turn.Today && until <= turn.Today.PlusYears(3)) return true;
        fault = FormErrors.At("until", read.Success && until <= turn.Today ? "Pick a day after today." : $"Write a day within three years, as {LocalDatePattern.Iso.Format(turn.Today.PlusDays(30))}.");
        return false;
    }
}
