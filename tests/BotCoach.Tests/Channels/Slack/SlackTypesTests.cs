using System.Text;
using System.Text.Json.Nodes;
using BotCoach.Channels.Slack;
using BotCoach.Tests.Harness;
using Xunit.Abstractions;

namespace BotCoach.Tests.Channels.Slack;

/// <summary>What we write, judged by Slack's own types: @slack/types under the TypeScript compiler. They know no charts yet.</summary>
public sealed class SlackTypesTests(ITestOutputHelper output)
{
    [NpmFact]
    public async Task Slacks_own_types_take_what_is_written()
    {
        var seed = Random.Shared.Next();
        output.WriteLine($"seed {seed}");
        var place = await Npm.InstalledAsync("tests/BotCoach.Tests/Channels/Slack/judges");
        var file = Path.Combine(place, $"written-{Guid.NewGuid():N}.ts");
        await File.WriteAllTextAsync(file, Written(new RandomContent(seed)));
        var (code, said) = await Npm.RunAsync(place, "node", "node_modules/typescript/bin/tsc", "--strict", "--noEmit", "--skipLibCheck", "--target", "es2022", "--module", "nodenext", "--moduleResolution", "nodenext", file);
        File.Delete(file);
        Assert.True(code == 0, said.Length > 4_000 ? said[..4_000] : said);
    }

    private static string Written(RandomContent random)
    {
        var (source, n) = (new StringBuilder("import type { HomeView, KnownBlock, ModalView, PlainTextOption } from '@slack/types';\n"), 0);
        void Is(string type, JsonNode json) => source.AppendLine($"export const written{n++}: {type} = {json.ToJsonString()};");
        for (var i = 0; i < 150; i++)
        {
            var message = SlackWriter.WithoutCharts(random.Message());
            Is("KnownBlock[]", SlackWriter.Blocks(message));
            if (i % 5 == 0) Is("ModalView", SlackWriter.Said("Sorry", message));
            if (i % 5 == 0) Is("HomeView", SlackWriter.Home(message));
            if (i % 5 == 0) Is("{ response_type: 'ephemeral', text: string, blocks: KnownBlock[] }", SlackWriter.Ephemeral(message));
            if (i % 2 == 0) Is("ModalView", SlackForms.Modal(random.Form(), "D1:1.2"));
        }
        Is("{ options: PlainTextOption[] }", SlackWriter.Options([new("1", "One"), new("2", "Two")]));
        // The judge is awake: each of these is refused.
        foreach (var wrong in new[] { "{ type: 'header', text: { type: 'mrkdwn', text: 'x' } }", "{ type: 'divider', words: 'x' }", "{ type: 'section', text: { type: 'plain_text', words: 'x' } }" })
            source.AppendLine($"// @ts-expect-error\nexport const wrong{n++}: KnownBlock = {wrong};");
        return source.ToString();
    }
}
