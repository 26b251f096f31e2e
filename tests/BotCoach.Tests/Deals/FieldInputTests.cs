using BotCoach.Deals;
using static BotCoach.Tests.Deals.TestBook;

namespace BotCoach.Tests.Deals;

public sealed class FieldInputTests
{
    [Theory]
    [InlineData("12500", "12500")] [InlineData("12,500.50", "12500.5")] [InlineData("$1,200,000", "1200000")] [InlineData(" 0 ", "0")] [InlineData("99.999", "100")]
    public void Amounts_are_read_as_people_write_them(string typed, string kept) => Assert.Equal((kept, (string?)null), FieldInput.Read("amount", typed, Today));

    [Theory]
    [InlineData("12.500,50")] [InlineData("12,50")] [InlineData("a lot")] [InlineData("-5")] [InlineData("1e9")] [InlineData("99999999999999")] [InlineData("1,2,3")]
    public void An_amount_that_could_mean_two_things_or_nothing_is_refused(string typed) => Assert.NotNull(FieldInput.Read("amount", typed, Today).Fault);

    [Theory]
    [InlineData("close-on", "2026-03-02", true)] [InlineData("close-on", "2026-03-01", false)] [InlineData("close-on", "03/05/2026", false)]
    [InlineData("close-on", "2026-02-30", false)] [InlineData("close-on", "2099-01-01", false)] [InlineData("champion", "5", true)] [InlineData("champion", "6", false)]
    [InlineData("fact:start-date", "2026-06-01", true)] [InlineData("fact:start-date", "June", false)] [InlineData("fact:problem", "tbd", false)]
    public void A_value_is_taken_or_refused_with_what_would_be_right(string key, string typed, bool taken)
    {
        var (value, fault) = FieldInput.Read(key, typed, Today);
        Assert.Equal(taken ? (typed, null) : (null, fault), (value, fault));
        Assert.Equal(taken, fault is null);
    }
}
