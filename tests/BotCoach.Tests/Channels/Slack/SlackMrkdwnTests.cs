using BotCoach.Channels;
using BotCoach.Channels.Slack;

namespace BotCoach.Tests.Channels.Slack;

/// <summary>Words stay words. In the examples · is the joiner U+2060 and | the zero width space U+200B.</summary>
public sealed class SlackMrkdwnTests
{
    [Theory]
    [InlineData("<!channel>", "&lt;!channel&gt;")]
    [InlineData("<@U1234> & <https://x.example|x>", "&lt;@U1234&gt; &amp; &lt;https://x.example|x&gt;")]
    [InlineData("&lt;", "&amp;lt;")]
    [InlineData("*not bold*", "·*not bold·*")]
    [InlineData("_it_ ~gone~ `code`", "·_it·_ ·~gone·~ ·`code·`")]
    [InlineData("```block```", "·`·`·`block·`·`·`")]
    [InlineData("snake_case_name 2*3*4", "snake_case_name 2*3*4")]
    [InlineData("> quoted", "·&gt; quoted")]
    [InlineData("one\n  > two\n• three", "one\n  ·&gt; two\n·• three")]
    [InlineData("a > b • c", "a &gt; b • c")]
    [InlineData(":tada: at 10:30:45", ":·tada: at 10:30:45")]
    [InlineData("nul\0 and \a bell\r\nnext", "nul and  bell\nnext")]
    public void What_a_person_wrote_stays_what_it_is(string words, string expected) => Assert.Equal(expected, Written(words));

    [Fact]
    public void Half_a_character_is_replaced() => Assert.Equal("half \ufffd and \ufffd", Written("half \ud83d and \udc00"));

    [Theory]
    [InlineData("", "Acme", "", "*Acme*")]
    [InlineData("Deal ", "Acme", ".", "Deal *Acme*.")]
    [InlineData("pre", "Acme", "post", "pre|*Acme*|post")]
    [InlineData("a ", " Acme ", "b", "a  *Acme* b")]
    [InlineData("", "one\ntwo", "", "*one*\n*two*")]
    [InlineData("", "a*b* c", "", "*a*·b·*· c*")]
    [InlineData("", "  \n ", "x", "x")]
    [InlineData("", "<!here>", "", "*&lt;!here&gt;*")]
    public void Bold_words_are_bold_wherever_they_stand(string before, string bold, string after, string expected) =>
        Assert.Equal(expected, Written(new Text([new Plain(before), new Bold(bold), new Plain(after)])));

    [Fact]
    public void Two_bold_spans_beside_one_another_are_one() => Assert.Equal("*AcmeBeta*", Written(new Text([new Bold("Acme"), new Bold("Beta")])));

    [Theory]
    [InlineData("https://x.example/a b|c?d=1&e=2", "the page", "<https://x.example/a%20b%7Cc?d=1&amp;e=2|the page>")]
    [InlineData("https://x.example/", "a|b>c<d", "<https://x.example/|a¦b›c‹d>")]
    [InlineData("https://x.example/><!channel>", "x", "<https://x.example/%3E%3C!channel%3E|x>")]
    [InlineData("http://localhost:5000/x", "here", "<http://localhost:5000/x|here>")]
    [InlineData("http://x.example/", "plain", "plain")]
    [InlineData("javascript:alert(1)", "plain", "plain")]
    [InlineData("not an address", "<plain>", "&lt;plain&gt;")]
    [InlineData("https://x.example/", " ", "")]
    public void Only_a_safe_address_becomes_a_link(string url, string words, string expected) => Assert.Equal(expected, Written(new Link(words, url)));

    [Theory]
    [InlineData("U012AB3CD", "<@U012AB3CD>")]
    [InlineData("W012AB3CD", "<@W012AB3CD>")]
    [InlineData("channel", "Rita")]
    [InlineData("U1>|<!channel", "Rita")]
    [InlineData("29:teams-id", "Rita")]
    [InlineData(null, "Rita")]
    public void Only_a_person_whom_Slack_knows_becomes_a_mention(string? id, string expected) => Assert.Equal(expected, Written(new PersonName("Rita", id)));

    [Fact]
    public void An_instant_is_said_in_the_readers_zone()
    {
        var at = DateTimeOffset.FromUnixTimeSeconds(1_792_000_000);
        Assert.Equal("<!date^1792000000^{date_short_pretty} {time}|14 Oct, 10:26>", Written(new Moment("14 Oct, 10:26", at)));
        Assert.Equal("<!date^1792000000^{date_short_pretty} {time}|a¦b›>", Written(new Moment("a|b>", at)));
        Assert.Equal("long ago", Written(new Moment("long ago", DateTimeOffset.UnixEpoch)));
    }

    [Fact]
    public void A_cut_tears_neither_a_word_nor_a_token_nor_a_character()
    {
        Text text = new([new Plain("four words stand here "), new Link("a link", "https://x.example/"), new Plain(" and 👩‍👩‍👧‍👦👩‍👩‍👧‍👦")]);
        Assert.Equal(["four words stand here", "<https://x.example/|a link> and", "👩‍👩‍👧‍👦👩‍👩‍👧‍👦"], SlackMrkdwn.Split(text, 34));
        Assert.Equal("four words stand here…", SlackMrkdwn.One(text, 34));
        Assert.Equal("👩‍👩‍👧‍👦…", PlainWords.Shortened("👩‍👩‍👧‍👦👩‍👩‍👧‍👦", 20));
        Assert.Equal(["*one*", "*two*"], SlackMrkdwn.Split(Text.Strong("one two"), 10));
    }

    [Fact]
    public void A_plain_line_is_one_line_and_mentions_nobody() => Assert.Equal("<·!channel> <·@U1> <·#C1> a & b", SlackText.Line(" <!channel>\n<@U1>\t<#C1>  a & b ", 75).Replace('\u2060', '·'));

    private static string Written(Text text) => SlackMrkdwn.One(text, 2_900).Replace('\u2060', '·').Replace('\u200B', '|');
}
