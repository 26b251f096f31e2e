using System.Text.Json.Nodes;

namespace BotCoach.Tests.Harness.FakeSlack;

/// <summary><c>users.*</c>, <c>dnd.info</c> and <c>auth.*</c></summary>
public sealed class UserMethods(SlackServer slack)
{
    public IReadOnlyDictionary<string, SlackMethod> All => new Dictionary<string, SlackMethod>
    {
        ["users.info"] = new(SlackMethod.Tier4, "users:read", Info) { TakesJson = false },
        ["users.lookupByEmail"] = new(SlackMethod.Tier3, "users:read.email", LookUp) { TakesJson = false },
        ["users.list"] = new(SlackMethod.Tier2, "users:read", List) { TakesJson = false },
        ["dnd.info"] = new(SlackMethod.Tier3, "dnd:read", Dnd) { TakesJson = false },
        ["dnd.teamInfo"] = new(SlackMethod.Tier2, "dnd:read", DndOfTeam) { TakesJson = false },
        ["auth.test"] = new(SlackMethod.Special, null, Test),
        ["auth.revoke"] = new(SlackMethod.Tier3, null, Revoke) { TakesJson = false },
    };

    /// <summary>A user as <c>users.info</c> and <c>user_change</c> show it.</summary>
    public static JsonObject Json(SlackUser user, DateTimeOffset now, bool withEmail, bool withLocale)
    {
        var profile = new JsonObject { ["real_name"] = user.RealName, ["display_name"] = user.Name, ["team"] = user.Team.Id, ["status_text"] = "" };
        if (withEmail) profile["email"] = user.Email;
        var json = new JsonObject
        {
            ["id"] = user.Id, ["team_id"] = user.Team.Id, ["name"] = user.Name, ["deleted"] = user.Deleted, ["real_name"] = user.RealName, ["tz"] = user.Zone,
            ["tz_label"] = user.Zone, ["tz_offset"] = (int)TimeZoneInfo.FindSystemTimeZoneById(user.Zone).GetUtcOffset(now).TotalSeconds, ["profile"] = profile,
            ["is_admin"] = user.IsAdmin, ["is_owner"] = false, ["is_primary_owner"] = false, ["is_restricted"] = user.IsRestricted, ["is_ultra_restricted"] = user.IsUltraRestricted,
            ["is_bot"] = user.IsBot, ["is_app_user"] = false, ["updated"] = now.ToUnixTimeSeconds(),
        };
        if (withLocale) json["locale"] = user.Locale;
        if (user.Team.Enterprise is { } organisation)
            json["enterprise_user"] = new JsonObject { ["id"] = user.Id, ["enterprise_id"] = organisation, ["enterprise_name"] = organisation, ["is_admin"] = false, ["is_owner"] = false, ["teams"] = new JsonArray(user.Team.Id) };
        // Somebody who was deactivated has no zone any more.
        if (user.Deleted)
            foreach (var gone in (string[])["tz", "tz_label", "tz_offset", "is_admin", "is_owner", "is_primary_owner", "is_restricted", "is_ultra_restricted"]) json.Remove(gone);
        return json;
    }

    private JsonObject Info(SlackCall call)
    {
        var user = slack.World.User(call.Needed("user")) ?? throw new Refused("user_not_found");
        if (!slack.World.Sees(call.Install!, user)) throw new Refused("user_not_visible");
        return new JsonObject { ["ok"] = true, ["user"] = Json(call, user, call.Flag("include_locale")) };
    }

    private JsonObject LookUp(SlackCall call)
    {
        var email = call.Needed("email");
        var user = slack.World.Users.FirstOrDefault(u => call.Install!.Covers(u.Team) && !u.Deleted && string.Equals(u.Email, email, StringComparison.OrdinalIgnoreCase))
            ?? throw new Refused("users_not_found");
        return new JsonObject { ["ok"] = true, ["user"] = Json(call, user, false) };
    }

    private JsonObject List(SlackCall call)
    {
        var from = call.Text("cursor") is { } cursor ? int.Parse(cursor.TrimEnd('='), System.Globalization.CultureInfo.InvariantCulture) : 0;
        var limit = call.Number("limit", int.MaxValue);
        var all = slack.World.Users.Where(u => call.Install!.Covers(u.Team)).ToList();
        var page = all.Skip(from).Take(limit == 0 ? int.MaxValue : limit).ToList();
        return new JsonObject
        {
            ["ok"] = true, ["members"] = new JsonArray([.. page.Select(u => Json(call, u, call.Flag("include_locale")))]), ["cache_ts"] = call.At.ToUnixTimeSeconds(),
            ["response_metadata"] = new JsonObject { ["next_cursor"] = from + page.Count < all.Count ? $"{from + page.Count}=" : "" },
        };
    }

    private JsonObject Dnd(SlackCall call)
    {
        var status = Dnd(slack.World.User(call.Needed("user")) ?? throw new Refused("user_not_found"));
        status["ok"] = true;
        return status;
    }

    /// <summary>Of fifty people at most, of one team: an organisation's token says which.</summary>
    private JsonObject DndOfTeam(SlackCall call)
    {
        if (call.Install!.IsOrg && call.Text("team_id") is null) throw new Refused("missing_argument");
        var users = call.Needed("users").Split(',');
        if (users.Length > 50) throw new Refused("too_many_users");
        return new JsonObject { ["ok"] = true, ["users"] = new JsonObject(users.Select(slack.World.User).OfType<SlackUser>().Select(u => KeyValuePair.Create(u.Id, (JsonNode?)Dnd(u)))) };
    }

    private static JsonObject Dnd(SlackUser user) => new()
    {
        ["dnd_enabled"] = user.Quiet is not null, ["next_dnd_start_ts"] = user.Quiet?.From.ToUnixTimeSeconds() ?? 1, ["next_dnd_end_ts"] = user.Quiet?.Until.ToUnixTimeSeconds() ?? 1,
    };

    private JsonObject Test(SlackCall call)
    {
        var install = call.Install!;
        return new JsonObject
        {
            ["ok"] = true, ["url"] = $"https://{install.Team?.Domain ?? "org"}.slack.com/", ["team"] = install.Team?.Name ?? "Organisation", ["user"] = "coach", ["team_id"] = install.Key,
            ["user_id"] = install.BotUser, ["bot_id"] = install.BotId, ["is_enterprise_install"] = install.IsOrg, ["enterprise_id"] = install.Enterprise,
        };
    }

    private JsonObject Revoke(SlackCall call)
    {
        if (!call.Flag("test")) slack.World.Token(call.Token)!.Revoked = true;
        return new JsonObject { ["ok"] = true, ["revoked"] = !call.Flag("test") };
    }

    private static JsonObject Json(SlackCall call, SlackUser user, bool withLocale) => Json(user, call.At, call.Install!.Scopes.Contains("users:read.email"), withLocale);
}
