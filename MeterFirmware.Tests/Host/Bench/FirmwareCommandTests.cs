using System;
using System.IO;
using System.Text;
using MeterFirmware.Bench;
using MeterFirmware.Bench.Crypto;
using MeterFirmware.Bench.Faults;
using MeterFirmware.Bench.Firmware;
using MeterFirmware.Boot;
using MeterFirmware.Hal.Drivers;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace MeterFirmware.Tests.Host.Bench;

/// <summary>What a maker does with the bench: a key, a bundle of .pe files, a new board.</summary>
[TestClass]
public sealed class FirmwareCommandTests
{
    [TestMethod]
    public void KeyPackAndBoardMakeWhatABootstrapStarts()
    {
        using var folder = new TestFolder();
        string key = Path.Combine(folder.Path, "maker.pem");
        string file = Path.Combine(folder.Path, "meter.ota");
        string board = Path.Combine(folder.Path, "board");
        string library = Write(folder, "Lib", "Lib", new Version(2, 0, 0, 0));
        string program = Write(folder, "App", "App", new Version(2, 0, 0, 0), ("Lib", new Version(2, 0, 0, 0)));
        AssertGood(BenchProcess.Finish("firmware", "key", key));
        AssertGood(Pack(key, file, "01000001", library, program));
        AssertGood(BenchProcess.Finish("firmware", "board", board, "--key", key, "--file", file));

        P256Key maker = MakerKey.Read(key);
        using var cryptography = new DotNetCryptography(maker, new DeviceKeyAgreement(maker));
        var records = new FileRecordStore(board);
        records.Write("device-id", new byte[8], 0, 8);
        var slots = new SlotStore(records, 128);
        var image = new SlotImage(slots, cryptography, ImageTarget.Load(records));
        Assert.AreEqual(ImageResult.Good, image.Verify(0, new byte[SlotStore.MarkLength]));
        var bundle = new BundleReader(slots, image, 0);
        Assert.IsTrue(bundle.Open());
        Assert.AreEqual("App", bundle.EntryAssembly);
        CollectionAssert.AreEqual(File.ReadAllBytes(library), bundle.Next());
        CollectionAssert.AreEqual(File.ReadAllBytes(program), bundle.Next());
        Assert.IsTrue(bundle.IsAtEnd);
    }

    [TestMethod]
    public void BadInputIsOneLine()
    {
        using var folder = new TestFolder();
        string key = Path.Combine(folder.Path, "maker.pem");
        string file = Path.Combine(folder.Path, "meter.ota");
        string text = Path.Combine(folder.Path, "text");
        File.WriteAllText(text, "no .pe file");
        string good = Write(folder, "App", "App", new Version(2, 0, 0, 0));
        MakerKey.Make(key);
        AssertFails("already", BenchProcess.Finish("firmware", "key", key));
        AssertFails("no private P-256 key", Pack(text, file, "01000001", good));
        AssertFails("no whole .pe file", Pack(key, file, "01000001", text));
        AssertFails("8 hexadecimal digits", Pack(key, file, "1", good), 2);
        AssertFails("find", Pack(key, file, "01000001", good + "x"));
        Assert.IsFalse(File.Exists(file));
        AssertGood(Pack(key, file, "01000001", good));
        string board = Path.Combine(folder.Path, "board");
        string other = Path.Combine(folder.Path, "other.pem");
        MakerKey.Make(other);
        AssertFails("not signed with this key", Board(board, other, file));
        AssertFails("of another image type", Board(board, key, file, "--type", "0002"));
        AssertFails("not of the form", Board(board, key, text));
        Assert.IsFalse(Directory.Exists(board) && Directory.GetFiles(board).Length > 0, "nothing was written");
    }

    [TestMethod]
    public void BundleThatABoardCouldNotLoadIsRefused()
    {
        using var folder = new TestFolder();
        var two = new Version(2, 0, 0, 0);
        string library = Write(folder, "Lib", "Lib", two);
        string again = Write(folder, "Again", "Lib", two);
        string program = Write(folder, "App", "App", two, ("Lib", two));
        string factory = Write(folder, "Factory", "App", new Version(0, 0, 0, 0));
        string stale = Write(folder, "Stale", "App", two, ("Lib", new Version(2, 1, 0, 0)));
        AssertRefused("comes after it", "App!P", program, library);
        AssertRefused("that of the factory firmware", "App!P", factory);
        AssertRefused("twice", "App!P", library, again, program);
        AssertRefused("was built with Lib 2.1.0.0", "App!P", library, stale);
        AssertRefused("no file is the assembly Other", "Other!P", library, program);
        AssertRefused("ASSEMBLY!TYPE", "App", program);
        AssertRefused("1 to 32 files", "App!P");
        Assert.IsNotEmpty(BundleMaker.Make("App!P", [library, program]));
    }

    /// <summary>What the real compiler and converter made of a class with one method that calls another assembly.</summary>
    [TestMethod]
    public void RealPeFileIsRead()
    {
        using var folder = new TestFolder();
        string path = Path.Combine(folder.Path, "App.pe");
        byte[] octets = Convert.FromHexString(RealPe);
        File.WriteAllBytes(path, octets);
        var file = new AssemblyFile(path);
        Assert.AreEqual("App", file.Name);
        Assert.AreEqual(new Version(2, 0, 0, 0), file.Version);
        CollectionAssert.AreEqual(
            new (string, Version)[] { (null, new Version(1, 17, 11, 0)), ("Lib", new Version(2, 0, 0, 0)) },
            (System.Collections.ICollection)file.Needs
        );
        File.WriteAllBytes(path, octets[..^1]);
        Assert.ThrowsExactly<BenchException>(() => new AssemblyFile(path));
    }

    private static void AssertRefused(string why, string entry, params string[] files)
    {
        BenchException thrown = Assert.ThrowsExactly<BenchException>(() => BundleMaker.Make(entry, files));
        Assert.Contains(why, thrown.Message);
    }

    // The head of a .pe file, and nothing behind it that a board could run.
    private static string Write(
        TestFolder folder,
        string file,
        string name,
        Version version,
        params (string Name, Version Version)[] needs
    )
    {
        const int Head = 104;
        var strings = new StringBuilder("\0" + name + "\0");
        byte[] references = [];
        foreach ((string need, Version needed) in needs)
        {
            references = [.. references, .. Two(strings.Length), 0, 0, .. Four(needed)];
            strings.Append(need).Append('\0');
        }

        int afterReferences = Head + references.Length;
        int end = afterReferences + strings.Length;
        byte[] octets =
        [
            .. "NFMRK1\0\0"u8,
            .. new byte[20],
            .. Four(version),
            .. Two(1),
            .. Two(1),
            .. BitConverter.GetBytes(Head),
        ];
        for (int table = 1; table < 16; table++)
        {
            octets = [.. octets, .. BitConverter.GetBytes(table <= 11 ? afterReferences : end)];
        }

        string path = Path.Combine(folder.Path, file + ".pe");
        File.WriteAllBytes(path, [.. octets, .. references, .. Encoding.ASCII.GetBytes(strings.ToString())]);
        return path;
    }

    private static byte[] Two(int number) => [(byte)number, (byte)(number >> 8)];

    private static byte[] Four(Version version) =>
        [.. Two(version.Major), .. Two(version.Minor), .. Two(version.Build), .. Two(version.Revision)];

    private static BenchProcess Pack(string key, string file, string version, params string[] files) =>
        BenchProcess.Finish([
            "firmware",
            "pack",
            "--key",
            key,
            "--version",
            version,
            "--entry",
            "App!App.Program",
            "--out",
            file,
            .. files,
        ]);

    private static BenchProcess Board(string folder, string key, string file, params string[] more) =>
        BenchProcess.Finish(["firmware", "board", folder, "--key", key, "--file", file, .. more]);

    private static void AssertGood(BenchProcess bench)
    {
        using (bench)
        {
            Assert.AreEqual(0, bench.WaitForExit(), string.Join('\n', bench.Errors));
        }
    }

    private static void AssertFails(string expected, BenchProcess bench, int code = 1)
    {
        using (bench)
        {
            Assert.AreEqual(code, bench.WaitForExit(), expected);
            Assert.HasCount(1, bench.Errors, expected);
            Assert.Contains(expected, bench.Errors[0]);
        }
    }

    private const string RealPe =
        "4E464D524B3100000D03AB344AB8202F0000000000000000FFFFFFFF02000000000000001E0001007C00000094000000B400"
        + "0000B4000000CC000000E4000000E4000000F4000000F4000000F4000000F4000000F40000002C0100003C0100004C010000"
        + "4C0100000000000000000000000000000000000201030000D2FC0000010011000B000000010000000200000000000000B1FE"
        + "40FE00000000050001000100000048FE40FE00000000090040FE000000001100010000000000B9FF02000300000014000300"
        + "0800000022001E000080FFFFFFFF000000000111000000000000C1104CFE00009600000000000002FFFF0C00004C69620057"
        + "686F00436F6E736F6C6500416D0057726974654C696E65004170700050726F6772616D006170702032207573657320000000"
        + "00000F00020F0F0F0001000F00000000722A002800802801802802802A000000";
}
