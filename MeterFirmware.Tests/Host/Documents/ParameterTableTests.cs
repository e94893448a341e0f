using System.IO;
using System.Reflection;
using MeterFirmware.Core;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace MeterFirmware.Tests.Host.Documents;

/// <summary>The table of choices in MeterFirmware/README.md names every parameter there is.</summary>
[TestClass]
public class ParameterTableTests
{
    [TestMethod]
    public void EveryParameterIsInTheTable()
    {
        string table = File.ReadAllText(Path.Combine(Repository.Root, "MeterFirmware", "README.md"));
        FieldInfo[] parameters = typeof(MeterParameters).GetFields(BindingFlags.Public | BindingFlags.Static);
        Assert.IsNotEmpty(parameters);
        foreach (FieldInfo parameter in parameters)
        {
            Assert.Contains($"`{parameter.Name}`", table);
        }
    }
}
