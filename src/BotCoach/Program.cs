using BotCoach;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;
var scope = new WorkspaceScope();
var db = new SqliteDb(new DbContextOptionsBuilder<SqliteDb>().UseSqlite("Data Source=/tmp/t/a.db").Options, scope);
db.Database.EnsureDeleted(); db.Database.EnsureCreated();
var id = Guid.CreateVersion7(); scope.Enter(id);
db.Workspaces.Add(new BotCoach.People.Workspace { Id = id, Name = "x" });
db.SaveChanges();
var scope2 = new WorkspaceScope(); scope2.Enter(Guid.NewGuid());
var db2 = new SqliteDb(new DbContextOptionsBuilder<SqliteDb>().UseSqlite("Data Source=/tmp/t/a.db").Options, scope2);
Console.WriteLine($"{db.Workspaces.Count()} {db2.Workspaces.Count()}");
var db3 = new SqliteDb(new DbContextOptionsBuilder<SqliteDb>().UseSqlite("Data Source=/tmp/t/a.db").Options, new());
try { db3.Workspaces.Count(); } catch (Exception e) { Console.WriteLine(e.Message); }
var today = new NodaTime.LocalDate(2026,1,1);
Console.WriteLine(db.Deals.Where(d => d.CloseOn < today && d.Status == BotCoach.Deals.DealStatus.Open && d.CreatedAt < DateTimeOffset.UnixEpoch).ToQueryString());
Console.WriteLine(db.OutgoingMessages.FromSqlRaw("select * from outgoing_message where not_before <= {0}", db.Stamp(DateTimeOffset.UnixEpoch)).ToQueryString());
