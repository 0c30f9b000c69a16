using Portal.Web.Startup;

var builder = WebApplication.CreateBuilder(args);
builder.AddPortalWeb();

var app = builder.Build();
app.UsePortalWeb();
app.MapPortalWeb();
app.Run();

public partial class Program { }
