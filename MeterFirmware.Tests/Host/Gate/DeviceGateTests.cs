using System.Collections.Generic;
using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace MeterFirmware.Tests.Host.Gate;

[TestClass]
public sealed class DeviceGateTests
{
    [TestMethod]
    public void NothingGoesToTheDeviceThatItCannotRun() => RequireNone(CompiledAssemblies.Device.Offences);

    [TestMethod]
    public void TheLibraryMembersUsedAreExactlyThoseAllowed()
    {
        if (AllowedMembers.IsUpdate)
        {
            AllowedMembers.Save(CompiledAssemblies.Device.Uses);
            Assert.Fail("METER_GATE_UPDATE is set: allowed-members.txt was written anew. Review the difference.");
        }

        IReadOnlySet<string> allowed = AllowedMembers.Load();
        IEnumerable<string> unused = allowed
            .Except(CompiledAssemblies.Device.Uses)
            .Select(signature => $"{signature} is allowed but no longer used");
        IEnumerable<string> unlisted = CompiledAssemblies
            .Device.Unlisted(allowed)
            .GroupBy(offence => offence.Fault)
            .Select(places => $"{places.First()} ({places.Count()} places)");
        RequireNone(unlisted.Concat(unused));
    }

    internal static void RequireNone(IEnumerable<object> faults)
    {
        object[] found = [.. faults];
        Assert.IsEmpty(found, $"\n{string.Join("\n", found)}\n");
    }
}
