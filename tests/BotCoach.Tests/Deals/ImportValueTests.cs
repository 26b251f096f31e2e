using BotCoach.Deals;
using NodaTime;
using NodaTime.Text;

namespace BotCoach.Tests.Deals;

public class ImportValueTests
{
    [Theory]
    [InlineData("12400", null, 12400, null), InlineData("12,400", null, 12400, null), InlineData("12.400", null, 12400, null)]
    [InlineData("12,400.50", '.', 12400.50, null), InlineData("12.400,50", ',', 12400.50, null), InlineData("1 234,5", ',', 1234.5, null)]
    [InlineData("$1,234.50", '.', 1234.50, "USD"), InlineData("1.234 €", null, 1234, "EUR"), InlineData("GBP 5000", null, 5000, "GBP"), InlineData("1'234.50", '.', 1234.5, null)]
    [InlineData("1.234", '.', 1.234, null), InlineData("0", null, 0, null)]
    public void An_amount_is_read_as_people_write_it(string cell, char? mark, double amount, string? currency)
    {
        Assert.True(ImportNumbers.TryRead(cell, mark, out var read, out var sign, out _));
        Assert.Equal(((decimal)amount, currency), (read, sign));
    }

    [Theory, InlineData("12k"), InlineData("about 12"), InlineData("1,23,4"), InlineData("12,34.5"), InlineData("(500)"), InlineData("1e5"), InlineData("50%"), InlineData("$")]
    public void What_is_no_amount_is_refused(string cell) => Assert.False(ImportNumbers.TryRead(cell, '.', out _, out _, out _));

    [Fact]
    public void An_amount_below_zero_is_refused_as_such()
    {
        Assert.False(ImportNumbers.TryRead("-500", null, out _, out _, out var why));
        Assert.Contains("below zero", why);
    }

    [Theory, InlineData("1,234", null), InlineData("1.234", null), InlineData("12,5", ','), InlineData("12.5", '.'), InlineData("0.125", '.'), InlineData("1,234.5", '.'), InlineData("1.234.567", ',')]
    public void A_cell_proves_the_decimal_mark_or_leaves_it_open(string cell, char? mark) => Assert.Equal(mark, ImportNumbers.MarkOf(cell));

    [Theory]
    [InlineData("2017-03-01", DateOrder.Unsaid, "2017-03-01"), InlineData("2017/3/1", DateOrder.Unsaid, "2017-03-01"), InlineData("20170301", DateOrder.Unsaid, "2017-03-01")]
    [InlineData("2017-03-01T10:22:33Z", DateOrder.Unsaid, "2017-03-01"), InlineData("2017-03-01 10:22", DateOrder.Unsaid, "2017-03-01")]
    [InlineData("01/03/2017", DateOrder.DayFirst, "2017-03-01"), InlineData("3/1/2017 10:22 AM", DateOrder.MonthFirst, "2017-03-01"), InlineData("1.3.17", DateOrder.Unsaid, "2017-03-01")]
    [InlineData("1 Mar 2017", DateOrder.Unsaid, "2017-03-01"), InlineData("Mar 1, 2017", DateOrder.Unsaid, "2017-03-01"), InlineData("01-Mar-17", DateOrder.Unsaid, "2017-03-01")]
    [InlineData("29/02/2016", DateOrder.DayFirst, "2016-02-29")]
    public void A_day_is_read_as_files_write_it(string cell, DateOrder order, string day)
    {
        Assert.True(ImportDates.TryRead(cell, order, out var read, out _));
        Assert.Equal(LocalDatePattern.Iso.Parse(day).Value, read);
    }

    [Theory]
    [InlineData("31/02/2017", DateOrder.DayFirst, "no such day"), InlineData("2017-13-01", DateOrder.Unsaid, "order"), InlineData("01/31/2017", DateOrder.DayFirst, "order")]
    [InlineData("29/02/2017", DateOrder.DayFirst, "no such day"), InlineData("42795", DateOrder.Unsaid, "day number"), InlineData("next week", DateOrder.Unsaid, "not a date")]
    [InlineData("0201-01-01", DateOrder.Unsaid, "between 1970"), InlineData("2017-03", DateOrder.Unsaid, "not a date")]
    public void What_is_no_day_is_refused_with_its_reason(string cell, DateOrder order, string why)
    {
        Assert.False(ImportDates.TryRead(cell, order, out _, out var said));
        Assert.Contains(why, said);
    }

    [Fact]
    public void Every_day_reads_back_in_both_orders_and_as_year_first()
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        for (var i = 0; i < 2_000; i++)
        {
            var day = new LocalDate(1970, 1, 1).PlusDays(random.Next(0, 365 * 130));
            foreach (var (format, order) in new[] { ("uuuu-MM-dd", DateOrder.Unsaid), ("dd/MM/uuuu", DateOrder.DayFirst), ("M/d/uuuu", DateOrder.MonthFirst), ("d.M.uuuu", DateOrder.Unsaid) })
            {
                var cell = LocalDatePattern.CreateWithInvariantCulture(format).Format(day);
                Assert.True(ImportDates.TryRead(cell, order, out var read, out _) && read == day, $"{cell} as {order}; seed {seed}");
            }
        }
    }

    [Theory]
    [InlineData("Opportunity ID,Opportunity Name,Account Name,Opportunity Owner,Stage,Amount,Close Date,Created Date,Next Step,Lead Source,Type", "id,name,account,owner,stage,amount,close-date,started,next-step,lead-source,deal-type")]
    [InlineData("Record ID,Deal Name,Deal Stage,Deal owner,Amount,Close Date,Create Date,Associated Company,Closed Lost Reason,Pipeline", "id,name,stage,owner,amount,close-date,started,account,reason,")]
    [InlineData("Deal - ID,Deal - Title,Deal - Owner,Deal - Organization,Deal - Value,Deal - Currency,Deal - Stage,Deal - Status,Deal - Expected close date,Deal - Won time,Deal - Lost reason", "id,name,owner,account,amount,currency,stage,status,close-date,won-time,reason")]
    [InlineData("opportunity_id,sales_agent,product,account,deal_stage,engage_date,close_date,close_value", "id,owner,product,account,stage,started,close-date,amount")]
    public void The_columns_of_the_usual_exports_are_recognised(string header, string fields)
    {
        var columns = header.Split(',');
        var guess = ImportFields.Guess(columns);
        Assert.Equal(fields.Split(','), columns.Select(c => guess.GetValueOrDefault(c, "")));
    }
}
