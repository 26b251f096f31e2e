using BotCoach.Storage;
using Microsoft.Extensions.Configuration;

namespace BotCoach.Tests.Channels.Slack;

/// <summary>Settings of Slack's with which the host does not start: each is told by its name, what is allowed, and never its value.</summary>
public sealed class SlackSettingsTests
{
    private const string Both = "Slack:SigningSecret=s3cret;Slack:BotToken=xoxb-s3cret";

    [Theory]
    [InlineData("Slack:SigningSecret=s3cret;Slack:BotToken=s3cret", "Slack:BotToken", "it begins with xoxb-")]
    [InlineData("Slack:SigningSecret=s3cret;Slack:BotToken=xoxp-s3cret", "Slack:BotToken", "it begins with xoxb-. This one begins with xoxp-: it is a person's")]
    [InlineData("Slack:SigningSecret=s3cret;Slack:BotToken=xoxe.xoxb-1-s3cret", "Slack:BotToken", "ends within 12 hours. For such an app leave Slack:BotToken empty")]
    [InlineData("Slack:SigningSecret=s3cret;Slack:BotToken=xoxe-1-s3cret", "Slack:BotToken", "set Slack:ClientId and Slack:ClientSecret, and install from /slack/install")]
    [InlineData("Slack:SigningSecret=s3cret;Slack:BotToken=xoxo-s3cret", "Slack:BotToken", "it begins with xoxb-")]
    [InlineData("Slack:AppToken=xoxb-s3cret;Slack:BotToken=xoxb-s3cret", "Slack:AppToken", "it begins with xapp-")]
    [InlineData("Slack:SigningSecret=s3cret;Slack:ClientId=1.2", "Slack:ClientSecret", "set together with Slack:ClientId, or neither")]
    [InlineData("Slack:SigningSecret=s3cret;Slack:ClientSecret=s3cret", "Slack:ClientSecret", "set together with Slack:ClientId, or neither")]
    [InlineData("Slack:SigningSecret=s3cret;Slack:ClientId=1.2;Slack:ClientSecret=s3cret", "Secrets:Key", "openssl rand -base64 32")]
    [InlineData("Slack:BotToken=xoxb-s3cret", "Slack:SigningSecret", "or Slack:AppToken for Socket Mode")]
    [InlineData("Slack:SigningSecret=s3cret", "Slack:BotToken", "without them nothing can be answered")]
    [InlineData("Slack:AppToken=xapp-s3cret", "Slack:BotToken", "without them nothing can be answered")]
    [InlineData(Both + ";Slack:ApiBaseUrl=http://slack.example/api/", "Slack:ApiBaseUrl", "an https address, like https://slack.com/api/")]
    [InlineData(Both + ";Slack:Secret=s3cret", "Slack:Secret", "only Slack:SigningSecret, Slack:PreviousSigningSecret, Slack:BotToken")]
    public void What_cannot_be_used_is_refused_by_its_name_and_never_repeated(string settings, string key, string allowed)
    {
        var refused = Assert.Throws<SettingRefused>(() => Read(settings));
        Assert.Equal(key, refused.Key);
        Assert.Contains(key, refused.Message);
        Assert.Contains(allowed, refused.Message);
        Assert.DoesNotContain("s3cret", refused.Message);
    }

    [Theory]
    [InlineData("")]
    [InlineData(Both)]
    [InlineData("Slack:AppToken=xapp-s3cret;Slack:BotToken=xoxb-s3cret")]
    [InlineData(Both + ";Slack:ApiBaseUrl=https://slack-gov.com/api")]
    [InlineData(Both + ";Slack:ApiBaseUrl=http://127.0.0.1:5000/api/")]
    [InlineData("Slack:SigningSecret=s3cret;Slack:ClientId=1.2;Slack:ClientSecret=s3cret;Secrets:Key=MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=")]
    public void What_belongs_together_is_taken(string settings) => Assert.EndsWith("/", Read(settings).Slack.ApiBaseUrl);

    private static Settings Read(string settings) => Settings.Read(new ConfigurationBuilder().AddInMemoryCollection(
        settings.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(s => s.Split('=', 2)).Select(s => KeyValuePair.Create(s[0], (string?)s[1]))).Build());
}
