using System.Text.Encodings.Web;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using BotCoach.Admin.Charts;
using NodaTime;

namespace BotCoach.Tests.Admin;

/// <summary>What is drawn, to the percent, and the same told in a table. Each figure is whole markup, without a style or a script, whatever its words are.</summary>
public sealed class ChartTests
{
    private static readonly LocalDate Monday = new(2026, 3, 2);

    [Fact]
    public void The_bars_are_as_long_as_their_share_of_a_round_number_and_say_their_value()
    {
        var html = Html(new BarChart("Open deals", [new("Discovery", 40), new("Proposal", 10, "10 deals"), new("Gone", 0)]) { Rows = "Stage", Figures = "Deals" });
        Assert.Equal(["80%", "20%", "0%"], Of(html, "rect", "part1", "width"));
        Assert.Equal(["Discovery", "Proposal", "Gone"], RowNames(html));
        Assert.Equal(["40", "10 deals", "0"], Told(html));
        Assert.Equal(["Stage", "Drawn", "Deals"], [.. html.Descendants("th").Where(t => (string?)t.Attribute("scope") == "col").Select(t => t.Value)]);
    }

    [Fact]
    public void A_box_has_its_middle_half_its_median_its_span_and_what_was_meant_on_the_scale_below()
    {
        var html = Html(new BoxChart("Time in stage", [new("Discovery", 2, 5, 10, 20, 50, 31, Guide: 25), new("Won", 0, 0, 0, 0, 0, 0)]));
        Assert.Equal(["10%"], Of(html, "rect", "part2", "x"));
        Assert.Equal(["30%"], Of(html, "rect", "part2", "width"));
        Assert.Equal(["20%"], Of(html, "line", "median", "x1"));
        Assert.Equal(["50%"], Of(html, "line", "meant", "x1"));
        Assert.Equal(["4%", "4%", "100%"], Of(html, "line", "span", "x1"));
        Assert.Equal(["0", "25", "50"], html.Descendants("tfoot").Descendants("text").Select(t => t.Value));
        Assert.Equal(["median 10 days, middle half 5 to 20, all 2 to 50; guideline 25 (n = 31)", "none yet"], Told(html));
    }

    [Fact]
    public void A_funnel_lies_in_the_middle_and_narrows()
    {
        var html = Html(new FunnelChart("How far they come", [new("Lead", 80), new("Discovery", 40, "40, of which 10 went on"), new("Won", 10)]));
        Assert.Equal(["0%", "25%", "43.75%"], Of(html, "rect", "part1", "x"));
        Assert.Equal(["100%", "50%", "12.5%"], Of(html, "rect", "part1", "width"));
        Assert.Equal(["80", "40, of which 10 went on", "10"], Told(html));
    }

    [Fact]
    public void The_parts_of_a_flow_follow_one_another_and_are_named()
    {
        var html = Html(new FlowChart("What moved", ["moved in", "moved on", "moved back", "went out"], [new("Discovery", [10, 5, 0, 5]), new("Proposal", [1, double.NaN, -3, 4])]));
        Assert.Equal(["0%", "0%"], [.. Of(html, "rect", "part1", "x").Where(x => x.EndsWith('%'))]);
        Assert.Equal(["50%"], Of(html, "rect", "part2", "x"));
        Assert.Equal(["75%", "5%"], Of(html, "rect", "part4", "x"));
        Assert.Equal(["10 moved in, 5 moved on, 0 moved back, 5 went out", "1 moved in, – moved on, -3 moved back, 4 went out"], Told(html));
        Assert.Equal(4, html.Descendants("ul").Single().Elements("li").Count());
    }

    [Fact]
    public void A_line_has_a_gap_where_a_week_is_not_known_and_its_numbers_stand_below()
    {
        var weeks = Enumerable.Range(0, 4).Select(Monday.PlusWeeks).ToList();
        var html = Html(new LineChart("Next steps", weeks, [new("with a next step", [50, 60, null, 80]), new("meant", [100, 100, 100])]) { Unit = " %" });
        Assert.Single(html.Descendants("line"), l => (string?)l.Attribute("class") == "line1" && l.Parent!.Attribute("role") is not null);
        Assert.Equal(3, html.Descendants("circle").Count(c => (string?)c.Attribute("class") == "dot1" && c.Parent!.Attribute("role") is not null));
        Assert.Equal("Next steps: with a next step from 50 % to 80 %; meant from 100 % to 100 %.", (string?)html.Descendants("svg").Single(s => s.Attribute("role") is not null).Attribute("aria-label"));
        Assert.Equal(["2 Mar 2026", "50 %", "100 %"], html.Descendants("tbody").Elements("tr").First().Elements().Select(e => e.Value));
        Assert.Equal(["23 Mar 2026", "80 %", "–"], html.Descendants("tbody").Elements("tr").Last().Elements().Select(e => e.Value));
    }

    [Fact]
    public void One_week_is_a_dot_in_the_middle()
    {
        var html = Html(new LineChart("Open deals", [Monday], [new("open", [7])]));
        Assert.Equal(["54.75%"], Of(html, "circle", "dot1", "cx"));
        Assert.DoesNotContain(html.Descendants("line"), l => (string?)l.Attribute("class") == "line1");
    }

    [Fact]
    public void Nothing_to_draw_is_a_sentence()
    {
        Chart[] empty = [new BarChart("T", []), new BoxChart("T", []), new FunnelChart("T", []), new FlowChart("T", ["a"], []), new LineChart("T", [], []), new LineChart("T", [Monday], [new("a", [null])])];
        Assert.All(empty, chart => Assert.Equal(["There is nothing to show yet."], Html(chart).Elements("p").Select(p => p.Value)));
        Assert.Equal("No deal yet.", Html(new BarChart("T", []) { Nothing = "No deal yet." }).Element("p")!.Value);
    }

    [Fact]
    public void No_words_break_out_and_no_name_leads_elsewhere()
    {
        const string Bad = "<img src=x onerror=\"alert(1)\">&'";
        Chart[] all =
        [
            new BarChart(Bad, [new(Bad, 1, Bad, "javascript:alert(1)"), new(Bad, 1, Bad, "//evil.example"), new(Bad, 1, Bad, "/\\evil.example")]) { Note = Bad, Rows = Bad, Figures = Bad },
            new BoxChart(Bad, [new(Bad, 1, 1, 1, 1, 1, 1)]) { Unit = Bad }, new FunnelChart(Bad, [new(Bad, 1, Bad)]), new FlowChart(Bad, [Bad], [new(Bad, [1])]),
            new LineChart(Bad, [Monday], [new(Bad, [1])]) { Unit = Bad }, new BarChart(Bad, []) { Nothing = Bad },
        ];
        Assert.All(all, chart =>
        {
            var html = Html(chart);
            Assert.Empty(html.Descendants("img"));
            Assert.Empty(html.Descendants("a"));
            Assert.DoesNotContain(html.DescendantsAndSelf().Attributes(), a => a.Name.LocalName.StartsWith("on", StringComparison.Ordinal) || a.Name.LocalName == "style");
            Assert.Equal(Bad, html.Element("figcaption")!.Value);
        });
        Assert.Equal("/deals/1?a=1&b=2", (string?)Html(new BarChart("T", [new("Deal", 1, Href: "/deals/1?a=1&b=2")])).Descendants("a").Single().Attribute("href"));
    }

    /// <summary>Read as XML, so that what is not closed is found.</summary>
    private static XElement Html(Chart chart)
    {
        using var written = new StringWriter();
        chart.WriteTo(written, HtmlEncoder.Default);
        return XElement.Parse(Regex.Replace(written.ToString(), "&(?!#|amp;|lt;|gt;|quot;)", "&amp;"));
    }

    private static List<string> Of(XElement html, string element, string look, string attribute) =>
        [.. html.Descendants(element).Where(e => (string?)e.Attribute("class") == look && e.Ancestors("table").Any() || e.Parent!.Attribute("role") is not null).Select(e => (string)e.Attribute(attribute)!)];

    private static List<string> RowNames(XElement html) => [.. html.Descendants("tbody").Descendants("th").Select(t => t.Value)];

    private static List<string> Told(XElement html) => [.. html.Descendants("td").Where(t => (string?)t.Attribute("class") == "told").Select(t => t.Value)];
}
