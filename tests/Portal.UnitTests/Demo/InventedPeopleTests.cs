using Portal.Core.Shared;
using Portal.Infrastructure.Demo;

namespace Portal.UnitTests.Demo;

public sealed class InventedPeopleTests
{
    [Fact]
    public void At_ManyNumbers_GivesValidPeopleThatDiffer()
    {
        var people = Enumerable.Range(0, 200_000).Select(InventedPeople.At).ToList();

        people.Select(p => p.Nik).Distinct().Count().ShouldBe(people.Count);
        people.Select(p => p.Phone).Distinct().Count().ShouldBe(people.Count);
        people.ShouldAllBe(p => Nik.Parse(p.Nik, "nik").Succeeded && Nik.Parse(p.Nik, "nik").Value.MatchesBirthDate(p.BirthDate) && PhoneNumber.Parse(p.Phone, "phone").Succeeded && PersonName.Clean(p.Name, "name").Succeeded);
    }

    [Fact]
    public void At_SameNumber_IsTheSamePerson() => InventedPeople.At(4_711).ShouldBe(InventedPeople.At(4_711));
}
