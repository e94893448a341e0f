using System.Linq;
using MeterFirmware.Bench.Faults;
using MeterFirmware.Hal;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace MeterFirmware.Tests.Host.Hal;

/// <summary>The store whose power can be cut.</summary>
[TestClass]
public class FaultyRecordStoreTests
{
    private static readonly byte[] Old = [1, 1, 1, 1, 1, 1];
    private static readonly byte[] New = [2, 2, 2, 2];

    [TestMethod]
    [DataRow(0, TornTail.Old, "111111")]
    [DataRow(1, TornTail.Old, "211111")]
    [DataRow(3, TornTail.Old, "222111")]
    [DataRow(4, TornTail.Old, "2222")]
    [DataRow(9, TornTail.Old, "2222")]
    [DataRow(4, TornTail.Garbage, "2222")]
    public void CutLeavesThatManyOctets(int octets, TornTail tail, string expected)
    {
        FaultyRecordStore store = Written();
        store.CutPower(1, octets, tail);
        Assert.ThrowsExactly<PowerCutException>(() => store.Write("a", New, 0, New.Length));
        store.Restart();
        Assert.AreEqual(expected, Text(store));
    }

    [TestMethod]
    public void GarbageFillsWhatDidNotComeInAndIsRepeatable()
    {
        string[] texts = new string[2];
        for (int i = 0; i < 2; i++)
        {
            FaultyRecordStore store = Written();
            store.CutPower(1, 2, TornTail.Garbage);
            Assert.ThrowsExactly<PowerCutException>(() => store.Write("a", New, 0, New.Length));
            store.Restart();
            texts[i] = Text(store);
            Assert.StartsWith("22", texts[i]);
            Assert.AreNotEqual("2222", texts[i]);
        }

        Assert.AreEqual(texts[0], texts[1]);
    }

    [TestMethod]
    public void NewRecordThatIsCutAtOnceDoesNotExist()
    {
        FaultyRecordStore store = Written();
        store.CutPower(2, 0, TornTail.Old);
        store.Write("a", New, 0, New.Length);
        Assert.ThrowsExactly<PowerCutException>(() => store.Write("b", New, 0, New.Length));
        store.Restart();
        Assert.AreEqual(StoreResult.NotFound, store.Read("b", new byte[9], 0, 9));
        Assert.AreEqual("2222", Text(store));
    }

    [TestMethod]
    public void NothingWorksUntilTheRestart()
    {
        FaultyRecordStore store = Written();
        store.CutPower(1, 0, TornTail.Old);
        Assert.ThrowsExactly<PowerCutException>(() => store.Write("a", New, 0, New.Length));
        Assert.IsTrue(store.IsDown);
        Assert.ThrowsExactly<PowerCutException>(() => store.Write("a", New, 0, New.Length));
        Assert.ThrowsExactly<PowerCutException>(() => store.Read("a", new byte[9], 0, 9));
        Assert.ThrowsExactly<PowerCutException>(() => store.Delete("a"));
        store.Restart();
        Assert.AreEqual(StoreResult.Ok, store.Write("a", New, 0, New.Length));
        Assert.AreEqual(1, store.Writes);
    }

    [TestMethod]
    [DataRow(0, "111111")]
    [DataRow(1, null)]
    public void DeleteIsCutBeforeOrAfter(int octets, string expected)
    {
        FaultyRecordStore store = Written();
        store.CutPower(1, octets, TornTail.Old);
        Assert.ThrowsExactly<PowerCutException>(() => store.Delete("a"));
        store.Restart();
        Assert.AreEqual(expected, Text(store));
    }

    [TestMethod]
    public void RefusedWriteLeavesTheRecord()
    {
        FaultyRecordStore store = Written();
        store.Refuse(1);
        Assert.AreEqual(StoreResult.Failed, store.Write("a", New, 0, New.Length));
        Assert.AreEqual("111111", Text(store));
        Assert.AreEqual(StoreResult.Ok, store.Write("a", New, 0, New.Length));
    }

    [TestMethod]
    public void FailedMountComesBackFormatted()
    {
        FaultyRecordStore store = Written();
        Assert.IsFalse(store.IsEmpty);
        store.Restart(formatted: true);
        Assert.IsTrue(store.IsEmpty);
        Assert.IsNull(Text(store));
        store.Restart();
        Assert.AreEqual(StoreResult.NotFound, store.Delete("a"));
    }

    private static FaultyRecordStore Written()
    {
        var store = new FaultyRecordStore(new MemoryRecordStore(), 1);
        store.Write("a", Old, 0, Old.Length);
        store.Restart();
        return store;
    }

    private static string Text(IRecordStore store)
    {
        byte[] buffer = new byte[16];
        int read = store.Read("a", buffer, 0, buffer.Length);
        return read < 0 ? null : string.Concat(buffer.Take(read));
    }
}
