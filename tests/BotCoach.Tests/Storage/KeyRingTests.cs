using System.Security.Cryptography;
using BotCoach.Storage;
using BotCoach.Tests.Harness;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BotCoach.Tests.Storage;

public sealed class KeyRingTests
{
    private const string Secret = "c2l4dGVlbiBieXRlcyBhcmUgbm90IGVub3VnaCBmb3IgaXQ=";

    [Theory, OnSqlite, OnPostgres]
    public async Task Another_instance_reads_what_this_one_protected(Db kind)
    {
        await using var database = await Databases.NewAsync(kind);
        await using var one = Instance(database, null);
        await using var other = Instance(database, null);
        Assert.Equal("words", Protector(other).Unprotect(Protector(one).Protect("words")));
    }

    [Fact]
    public async Task With_a_secret_the_database_alone_opens_nothing()
    {
        await using var database = await Databases.NewAsync(Db.Sqlite);
        await using var one = Instance(database, Secret);
        await using var other = Instance(database, Secret);
        await using var stranger = Instance(database, null);
        var sealedWords = Protector(one).Protect("words");

        Assert.Equal("words", Protector(other).Unprotect(sealedWords));
        var key = await database.Open().RingKeys.SingleAsync();
        Assert.Contains("<wrapped", key.Xml);
        Assert.DoesNotContain("masterKey", key.Xml);
        Assert.ThrowsAny<CryptographicException>(() => Protector(stranger).Unprotect(sealedWords));
    }

    [Theory]
    [InlineData("c2hvcnQ=")]
    [InlineData("not base64 at all, however long it may be")]
    public void A_secret_that_cannot_be_used_is_refused_without_being_told(string secret)
    {
        var refusal = Assert.Throws<SettingRefused>(() => new ServiceCollection().AddKeyRing(secret));
        Assert.Contains("Secrets:Key", refusal.Message);
        Assert.DoesNotContain(secret, refusal.Message);
    }

    private static ServiceProvider Instance(TestDatabase database, string? secret) =>
        new ServiceCollection().AddLogging().AddStorage(database.ConnectionString).AddKeyRing(secret).BuildServiceProvider();

    private static IDataProtector Protector(IServiceProvider instance) =>
        instance.GetRequiredService<IDataProtectionProvider>().CreateProtector("tests");
}
