using System.Globalization;
using BotCoach.Channels;

namespace BotCoach.Nudges;

/// <summary>The form in which an admin says what the rules have to earn.</summary>
public static class RuleForms
{
    private const int LeastTarget = 10;
    private const int MostTarget = 95;

    public static Form Terms(RuleTerms terms) => new(
        "rule.terms", "What a rule has to earn",
        [
            new NumberField("target", "Useful answers of 100")
            {
                Value = Plain(terms.TargetPercent), Hint = "A rule that cannot reach this leaves the briefs of that stage and stays in the digest.",
            },
            new NumberField("hold-out", "Nudges of 100 that nobody is shown")
            {
                Value = Plain(terms.HoldOutPercent), Hint = "To measure whether being told changes anything. 0: every nudge is shown.",
            },
        ]);

    public static ((int Target, int HoldOut)? Said, IReadOnlyDictionary<string, string> Errors) Read(Func<string, string?> field)
    {
        var errors = new Dictionary<string, string>();
        var target = Number("target", LeastTarget, MostTarget);
        var holdOut = Number("hold-out", 0, HoldOut.MostPercent);
        return errors.Count > 0 ? (null, errors) : ((target, holdOut), errors);

        int Number(string id, int least, int most)
        {
            if (int.TryParse(field(id), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most) return number;
            errors[id] = $"Give a whole number from {least} to {most}.";
            return 0;
        }
    }

    private static string Plain(int number) => number.ToString(CultureInfo.InvariantCulture);
}
