using System;
using System.IO;
using MeterFirmware.Hal;
using MeterFirmware.Hal.Drivers;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace MeterFirmware.Tests.Host.Hal;

/// <summary>Records as files.</summary>
[TestClass]
public class FileRecordStoreTests
{
    [TestMethod]
    public void NewStoreIsEmptyAndStaysSoForTheProgramThatFoundIt()
    {
        string folder = Rig.NewFolder();
        var store = new FileRecordStore(folder);
        Assert.IsTrue(store.IsEmpty);
        store.Write("state-a", [1], 0, 1);
        Assert.IsTrue(store.IsEmpty, "how it came up, not how it is");
        Assert.IsFalse(new FileRecordStore(folder).IsEmpty);
    }

    [TestMethod]
    public void FormattedStoreIsEmptyAgain()
    {
        string folder = Rig.NewFolder();
        new FileRecordStore(folder).Write("state-a", [1], 0, 1);
        Directory.Delete(folder, true);
        var store = new FileRecordStore(folder);
        Assert.IsTrue(store.IsEmpty);
        Assert.AreEqual(StoreResult.NotFound, store.Read("state-a", new byte[1], 0, 1));
    }

    [TestMethod]
    public void RecordIsReadAsWritten()
    {
        var store = new FileRecordStore(Rig.NewFolder());
        byte[] buffer = [0, 1, 2, 3, 4, 5, 6, 7];
        Assert.AreEqual(StoreResult.Ok, store.Write("a", buffer, 2, 4));
        byte[] read = new byte[8];
        Assert.AreEqual(4, store.Read("a", read, 1, 7));
        CollectionAssert.AreEqual(new byte[] { 0, 2, 3, 4, 5, 0, 0, 0 }, read);
        Assert.AreEqual(2, store.Read("a", read, 0, 2), "from its beginning");
        Assert.AreEqual(2, read[0]);
    }

    [TestMethod]
    [DataRow(10)]
    [DataRow(3)]
    [DataRow(300)]
    [DataRow(0)]
    public void RecordIsReplacedWhole(int length)
    {
        var store = new FileRecordStore(Rig.NewFolder());
        store.Write("a", new byte[10], 0, 10);
        byte[] replacement = new byte[length];
        Array.Fill(replacement, (byte)0xA5);
        Assert.AreEqual(StoreResult.Ok, store.Write("a", replacement, 0, length));
        byte[] read = new byte[400];
        Assert.AreEqual(length, store.Read("a", read, 0, read.Length));
        CollectionAssert.AreEqual(replacement, read[..length]);
    }

    [TestMethod]
    public void RecordOfTheSameLengthIsOverwrittenInPlace()
    {
        string folder = Rig.NewFolder();
        var store = new FileRecordStore(folder);
        store.Write("a", [1, 2, 3], 0, 3);

        // A second name of the same file shows that it is neither truncated by replacing nor made anew.
        using FileStream same = new(Path.Combine(folder, "a"), FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        store.Write("a", [4, 5, 6], 0, 3);
        Assert.AreEqual(4, same.ReadByte());
    }

    [TestMethod]
    public void MissingRecord()
    {
        var store = new FileRecordStore(Rig.NewFolder());
        Assert.AreEqual(StoreResult.NotFound, store.Read("a", new byte[1], 0, 1));
        Assert.AreEqual(StoreResult.NotFound, store.Delete("a"));
    }

    [TestMethod]
    public void DeletedRecordIsGone()
    {
        var store = new FileRecordStore(Rig.NewFolder());
        store.Write("a", [1], 0, 1);
        Assert.AreEqual(StoreResult.Ok, store.Delete("a"));
        Assert.AreEqual(StoreResult.NotFound, store.Read("a", new byte[1], 0, 1));
    }

    [TestMethod]
    public void MissingVolumeFailsEveryCall()
    {
        // A file where the volume should be.
        string volume = Rig.NewFolder();
        File.WriteAllText(volume, "");
        var store = new FileRecordStore(Path.Combine(volume, "records"));
        Assert.IsTrue(store.IsEmpty);
        Assert.AreEqual(StoreResult.Failed, store.Write("a", [1], 0, 1));
        Assert.AreEqual(StoreResult.Failed, store.Read("a", new byte[1], 0, 1));
        Assert.AreEqual(StoreResult.Failed, store.Delete("a"));
    }

    [TestMethod]
    public void RecordThatIsRefusedFails()
    {
        string folder = Rig.NewFolder();
        var store = new FileRecordStore(folder);
        Directory.CreateDirectory(Path.Combine(folder, "a"));
        Assert.AreEqual(StoreResult.Failed, store.Write("a", [1], 0, 1));
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("thirteen-long")]
    [DataRow("Upper")]
    [DataRow("..")]
    [DataRow("a/b")]
    [DataRow("a b")]
    public void NamesAreBounded(string name)
    {
        var store = new FileRecordStore(Rig.NewFolder());
        Assert.ThrowsExactly<ArgumentException>(() => store.Write(name, [1], 0, 1));
        Assert.ThrowsExactly<ArgumentException>(() => store.Read(name, [1], 0, 1));
        Assert.ThrowsExactly<ArgumentException>(() => store.Delete(name));
    }

    [TestMethod]
    public void LongestNameIsTaken()
    {
        var store = new FileRecordStore(Rig.NewFolder());
        Assert.AreEqual(StoreResult.Ok, store.Write("abc-45678-09", [1], 0, 1));
    }
}
