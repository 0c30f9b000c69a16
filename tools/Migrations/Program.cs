Console.WriteLine("Design-time host for dotnet ef; see docs/schema.sql.");
