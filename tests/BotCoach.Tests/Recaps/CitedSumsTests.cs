using System.Globalization;
using BotCoach.Recaps;

namespace BotCoach.Tests.Recaps;

/// <summary>A sum stands only in the currency in which it was said, and per cent only where per cent was said.</summary>
public sealed class CitedSumsTests(Xunit.Abstractions.ITestOutputHelper output)
{
    [Theory]
    [InlineData("We pay 40,000 euros a year.", "They pay 40,000 euros a year.", true)]
    [InlineData("We pay 40,000 euros a year.", "They pay €40,000 a year.", true)]
    [InlineData("We pay 40,000 euros a year.", "They pay EUR 40k a year.", true)]
    [InlineData("We pay 40,000 euros a year.", "They pay 40,000 a year.", true)]
    [InlineData("We pay 40,000 euros a year.", "They pay $40,000 a year.", false)]
    [InlineData("We pay 40,000 euros a year.", "They pay 40,000 dollars a year.", false)]
    [InlineData("We pay 40,000 euros a year.", "They pay 40,000 pounds a year.", false)]
    [InlineData("We pay 40k bucks a year.", "They pay $40,000 a year.", true)]
    [InlineData("We pay 40,000 quid a year.", "They pay £40,000 a year.", true)]
    [InlineData("We pay 40,000 Swiss francs a year.", "They pay CHF 40,000 a year.", true)]
    [InlineData("We pay 40,000 Swiss francs a year.", "They pay €40,000 a year.", false)]
    [InlineData("We pay 40,000 yen a year.", "They pay ¥40,000 a year.", true)]
    [InlineData("We pay 40,000 Canadian dollars a year.", "They pay $40,000 a year.", true)]
    [InlineData("We pay 40,000 Canadian dollars a year.", "They pay USD 40,000 a year.", false)]
    [InlineData("We pay 40 to 50 thousand euros a year.", "They pay €40,000 to €50,000 a year.", true)]
    [InlineData("Wir zahlen 40.000 Euro im Jahr.", "Sie zahlen 40.000 Euro im Jahr.", true)]
    [InlineData("Wir zahlen 40.000 Euro im Jahr.", "Sie zahlen 40.000 Dollar im Jahr.", false)]
    [InlineData("Wir zahlen 1,5 Mio. Euro im Jahr.", "Sie zahlen 1,5 Mio. Euro im Jahr.", true)]
    [InlineData("Wir zahlen 1,5 Mio. Euro im Jahr.", "Sie zahlen 1,5 Mio. Dollar im Jahr.", false)]
    [InlineData("We lose 20 percent of them.", "They lose 20% of them.", true)]
    [InlineData("We lose 20 per cent of them.", "They lose 20 percent of them.", true)]
    [InlineData("We lose 10 to 20 percent of them.", "They lose 10–20% of them.", true)]
    [InlineData("We lose twenty percent of them.", "They lose 20% of them.", true)]
    [InlineData("We lose twenty five percent of them.", "They lose 25% of them.", true)]
    [InlineData("We lost 20 points.", "They lost 20 percent.", true)]
    [InlineData("We lost 20 points.", "They lost 20 points.", true)]
    [InlineData("We lose 20 percent of them.", "They lose 20,000 of them.", false)]
    [InlineData("We lose 20 percent of them.", "They lose 20 days.", false)]
    [InlineData("We lose 20 percent of them.", "They lose 20 of them.", false)]
    [InlineData("We lose 20 percent of them.", "They lose $20.", false)]
    [InlineData("We lose 20 of them.", "They lose 20% of them.", false)]
    [InlineData("We lose 20 euros of them.", "They lose 20 percent of them.", false)]
    [InlineData("We wait 20 days.", "They wait 20 days.", true)]
    [InlineData("It costs 20 euros.", "It takes 20 days.", false)]
    [InlineData("We give a 20 percent discount.", "They get a twenty-percent discount.", true)]
    public void A_sum_and_per_cent_stand_only_as_they_were_said(string said, string written, bool stands) => Assert.Equal(stands, Stands([said], written, null));

    [Theory]
    [InlineData("We pay 40,000 a year.", "", "EUR", "They pay €40,000 a year.", true)]
    [InlineData("We pay 40,000 a year.", "", "EUR", "They pay 40,000 a year.", true)]
    [InlineData("We pay 40,000 a year.", "", "EUR", "They pay $40,000 a year.", false)] // neither said nor the deal's
    [InlineData("We pay 40,000 a year.", "", null, "They pay €40,000 a year.", false)]
    [InlineData("We pay 40,000 a year.", "Is that in euros?", null, "They pay €40,000 a year.", true)]
    [InlineData("We pay 40,000 a year.", "Is that in euros?", "USD", "They pay €40,000 a year.", true)]
    [InlineData("We pay 40,000 a year.", "Is that in euros?", "USD", "They pay $40,000 a year.", false)] // another is spoken of
    [InlineData("We pay 40,000 a year.", "The flight was 300 pounds.", "EUR", "They pay €40,000 a year.", false)]
    [InlineData("We pay 40 thousand a year.", "", "USD", "They pay $40k a year.", true)]
    public void A_number_said_alone_may_be_of_the_deals_currency_where_no_other_is_spoken_of(string said, string beside, string? deals, string written, bool stands) =>
        Assert.Equal(stands, Stands(beside.Length == 0 ? [said] : [said, beside], written, deals));

    [Theory]
    [InlineData("Look at https://acme.example/plan please.", "Look at https://acme.example/plan", true)]
    [InlineData("Look at the page please.", "Look at https://evil.example/plan", false)]
    [InlineData("Write to ana@acme.example please.", "Write to ana@acme.example", true)]
    [InlineData("Write to Ana please.", "Write to ana@evil.example", false)]
    [InlineData("Look at acme.com please.", "Look at acme.com", true)]
    [InlineData("Look at the page please.", "Look at evil.com", false)]
    public void Nobody_is_sent_to_an_address_that_was_not_said(string said, string written, bool stands) => Assert.Equal(stands, Stands([said], written, null));

    private static readonly (string Code, string[] Forms)[] Money =
    [
        ("EUR", ["{0} euros", "€{0}", "{0}€", "EUR {0}", "{0} EUR", "{1}k euros", "€{1}k", "{1} thousand euros"]), ("USD", ["{0} dollars", "${0}", "USD {0}", "{0} bucks", "{0} US dollars", "${1}k", "{1} thousand dollars"]),
        ("GBP", ["{0} pounds", "£{0}", "GBP {0}", "{0} quid", "£{1}k"]), ("CHF", ["{0} francs", "CHF {0}", "{0} Swiss francs", "CHF {1}k"]), ("JPY", ["{0} yen", "¥{0}", "JPY {0}"]),
    ];

    private static readonly string[] PerCent = ["{0} percent", "{0}%", "{0} per cent", "{0} %"];

    [Fact]
    public void Whatever_the_form_a_sum_never_changes_its_currency_nor_becomes_per_cent()
    {
        var seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        var tried = new Dictionary<bool, int> { [true] = 0, [false] = 0 };
        for (var i = 0; i < 4000; i++)
        {
            var value = random.Next(2, 99) * 1000;
            // 0–4 a currency, 5 per cent, 6 a bare number
            var (said, written) = (random.Next(7), random.Next(3) == 0 ? -1 : random.Next(7));
            if (written < 0) written = said;
            var deals = random.Next(3) == 0 ? null : Money[random.Next(5)].Code;
            var beside = random.Next(3) == 0 ? random.Next(5) : -1;
            string[] call = beside < 0 ? [$"We pay {Form(said, value)} for it."] : [$"We pay {Form(said, value)} for it.", $"The hotel was {string.Format(CultureInfo.InvariantCulture, Money[beside].Forms[0], 7)} more."];
            var line = $"They pay {Form(written, value)} for it.";
            var expected = (said, written) switch
            {
                (5, _) or (_, 5) => said == written,
                (_, 6) => true,
                (6, _) => (beside == written || Money[written].Code == deals) && (beside < 0 || beside == written),
                _ => said == written,
            };
            tried[expected]++;
            Assert.True(expected == Stands(call, line, deals), $"seed {seed}, case {i}: said {string.Join(" | ", call)}, written {line}, deal in {deals}: expected {expected}");
        }
        Assert.All(tried.Values, n => Assert.True(n > 500, $"seed {seed}: {n}"));

        string Form(int unit, int value)
        {
            if (unit == 6) return value.ToString("#,0", CultureInfo.InvariantCulture);
            var forms = unit == 5 ? PerCent : Money[unit].Forms;
            return string.Format(CultureInfo.InvariantCulture, forms[random.Next(forms.Length)].Replace("{0}", "{0:#,0}", StringComparison.Ordinal), value, value / 1000);
        }
    }

    private static bool Stands(string[] said, string written, string? currency)
    {
        var call = Transcripts.Read(string.Join('\n', said.Select((s, i) => $"{(i % 2 == 0 ? "Nina" : "Carlos")}: {s}")) + "\nNina: Okay.\nCarlos: Bye.");
        return RecapRules.Check(new Recap(Recap.ByModel) { Problem = [new(written, [call.Cues[0].Id])] }, call, RecapCall.On(Transcripts.Day) with { Currency = currency }).Problem.Count == 1;
    }
}
