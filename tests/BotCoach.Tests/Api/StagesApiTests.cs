using System.Net;
using BotCoach.People;
using BotCoach.Stages;
using BotCoach.Tests.Deals;
using BotCoach.Tests.Harness;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Tests.Api;

/// <summary>Processes that another system reads, and drafts that it writes whole: publishing stays a person's.</summary>
public sealed class StagesApiTests
{
    private static string Path => $"/api/v1/processes/{TestBook.ProcessId}";

    [Theory, OnSqlite, OnPostgres]
    public async Task A_process_goes_out_as_YAML_and_comes_back_as_a_draft_that_nobody_published(Db kind)
    {
        await using var house = await DealHouse.OpenAsync(kind, TestBook.Whole());
        using var git = await GitAsync(house);
        await git.GetAsync("/api/v1/processes");
        git.Is(HttpStatusCode.OK);
        Assert.Equal("published", git.Json[0].GetProperty("versions")[0].GetProperty("state").GetString());
        await git.GetAsync(Path);
        Assert.Equal(["one", "two", "three", "four"], git.Json.GetProperty("stages").EnumerateArray().Select(s => s.GetProperty("id").GetString()));
        await git.GetAsync(Path, ("Accept", "application/yaml"));
        git.Is(HttpStatusCode.OK);
        var yaml = git.Text;
        Assert.Equal(StageBookYaml.Write(TestBook.Whole()), yaml);

        await git.PutYamlAsync(Path, yaml.Replace("name: Discovery", "name: First talk"));
        git.Is(HttpStatusCode.OK);
        Assert.Contains("First talk", git.Json.GetProperty("changes")[0].GetString());
        Assert.Equal([VersionState.Published, VersionState.Draft], await house.Host.ReadAsync(db => db.ProcessVersions.OrderBy(v => v.Number).Select(v => v.State).ToListAsync()));
        await git.GetAsync(Path + "?version=draft");
        Assert.Equal("First talk", git.Json.GetProperty("stages")[0].GetProperty("name").GetString());
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_persons_draft_is_not_written_over_unless_that_is_said(Db kind)
    {
        await using var house = await DealHouse.OpenAsync(kind, TestBook.Whole());
        using var git = await GitAsync(house);
        await house.Ada.SaysAsync("stages edit");
        var yaml = StageBookYaml.Write(TestBook.Whole() with { Name = "Ours" });
        await git.PutYamlAsync(Path, yaml);
        git.Is(HttpStatusCode.Conflict);
        Assert.Contains("Ada is working on the draft", git.Text);
        await git.PutYamlAsync(Path + "?replace=true", yaml);
        git.Is(HttpStatusCode.OK);
        await git.PutYamlAsync(Path, yaml, ("If-Match", "\"1\""));
        git.Is(HttpStatusCode.PreconditionFailed);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task What_is_no_process_is_refused_with_every_place(Db kind)
    {
        await using var house = await DealHouse.OpenAsync(kind, TestBook.Whole());
        using var git = await GitAsync(house);
        await git.PutYamlAsync(Path, "name: Ours\nstages:\n  - name: Without an id\n    colour: red\n");
        git.Is(HttpStatusCode.UnprocessableEntity);
        Assert.Contains("line 3", git.Text);
        Assert.Contains("colour", git.Text);
        await git.PutYamlAsync($"/api/v1/processes/{Guid.NewGuid()}", "name: Ours\n");
        git.Is(HttpStatusCode.NotFound);
        await git.PutYamlAsync(Path, "name: " + new string('x', 9 << 20), ("Expect", "100-continue"));
        git.Is(HttpStatusCode.RequestEntityTooLarge);
        Assert.Equal(1, await house.Host.ReadAsync(db => db.ProcessVersions.CountAsync()));
    }

    private static Task<ApiClient> GitAsync(DealHouse house) => ApiClient.OfAsync(house.Host, house.Ada, "Git", ApiScopes.ReadProcesses, ApiScopes.WriteProcesses);
}
