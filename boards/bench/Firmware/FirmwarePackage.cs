using System;
using System.Buffers.Binary;
using System.Linq;
using System.Security.Cryptography;
using MeterFirmware.Bench.Crypto;
using MeterFirmware.Boot;
using MeterFirmware.Crypto;
using MeterFirmware.Hal;
using MeterFirmware.Wrover;

namespace MeterFirmware.Bench.Firmware;

/// <summary>Makes OTA files as the manufacturer does: DESIGN.md in MeterFirmware/Update has the form.</summary>
internal sealed class FirmwarePackage
{
    private const int HeaderLength = OtaHeader.LeastLength + 4;
    private const int VersionAt = 14;

    private FirmwarePackage(byte[] file, byte[] digest)
    {
        File = file;
        Digest = digest;
    }

    /// <summary>Packs and signs.</summary>
    /// <param name="target">What it is for.</param>
    /// <param name="version">The file version.</param>
    /// <param name="image">The manufacturer image.</param>
    /// <param name="key">The manufacturer's key.</param>
    public FirmwarePackage(FirmwareTarget target, int version, byte[] image, P256Key key)
    {
        byte[] header = Header(target, version, image.Length);
        Digest = SHA256.HashData(image);
        using ECDsa signer = key.CreateSigner();
        byte[] signature = signer.SignData([.. header, .. Digest], HashAlgorithmName.SHA256);
        File = [.. header, .. Element(0, image), .. Element(OtaHeader.SignatureTag, signature)];
    }

    /// <summary>The whole file.</summary>
    public byte[] File { get; }

    /// <summary>The manufacturer image hash.</summary>
    public byte[] Digest { get; }

    /// <summary>The same file with an octet of the image that its maker did not sign.</summary>
    public FirmwarePackage Forge()
    {
        byte[] forged = [.. File];
        forged[File.Length / 2] ^= 1;
        return new FirmwarePackage(forged, Digest);
    }

    /// <summary>Puts it into a slot as the maker does, who has no need of a reception.</summary>
    public void WriteSlot(SlotStore slots, int slot) =>
        WriteSlot(File, slots, slot, Digest, BinaryPrimitives.ReadInt32LittleEndian(File.AsSpan(VersionAt)));

    /// <summary>Puts a file into a slot and judges it there, as the bootstrap of a board will.</summary>
    /// <returns>An <see cref="ImageResult"/>.</returns>
    public static int Judge(byte[] file, ImageTarget target, ICryptography cryptography, IRecordStore records, int slot)
    {
        var slots = new SlotStore(records, WroverBoard.SlotSegmentCount);
        var image = new SlotImage(slots, cryptography, target);
        int result = image.Open(file, Math.Min(file.Length, OtaHeader.ParseLength));
        if (result != ImageResult.Good || image.Header.FileLength != file.Length)
        {
            return result == ImageResult.Good ? ImageResult.BadForm : result;
        }

        byte[] digest = SHA256.HashData(file.AsSpan(image.Header.ImageOffset, image.Header.ImageLength));
        WriteSlot(file, slots, slot, digest, BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(VersionAt)));
        return image.Verify(slot, new byte[SlotStore.MarkLength]);
    }

    /// <summary>A bundle of .pe files, for the device.</summary>
    /// <param name="entry">"assembly!type".</param>
    /// <param name="files">The files in the order of loading.</param>
    public static byte[] Bundle(string entry, params byte[][] files) =>
        [
            .. "MFPE"u8,
            1,
            (byte)files.Length,
            (byte)entry.Length,
            .. entry.Select(letter => (byte)letter),
            .. files.SelectMany(file => BitConverter.GetBytes(file.Length)),
            .. files.SelectMany(file => file),
        ];

    private static void WriteSlot(byte[] file, SlotStore slots, int slot, byte[] digest, int version)
    {
        for (int at = 0; at < file.Length; at += SlotStore.SegmentOctets)
        {
            byte[] segment = file[at..Math.Min(at + SlotStore.SegmentOctets, file.Length)];
            slots.Write(slot, at / SlotStore.SegmentOctets, segment, segment.Length);
        }

        byte[] mark = new byte[SlotStore.MarkLength];
        BinaryPrimitives.WriteInt32BigEndian(mark.AsSpan(SlotStore.VersionAt), version);
        digest.CopyTo(mark, SlotStore.DigestAt);
        slots.WriteMark(slot, mark, file.Length);
    }

    private static byte[] Header(FirmwareTarget target, int version, int imageLength)
    {
        byte[] header = new byte[HeaderLength];
        int total = HeaderLength + 2 * OtaHeader.ElementHeaderLength + imageLength + OtaHeader.SignatureLength;
        BinaryPrimitives.WriteInt32LittleEndian(header, 0x0BEEF11E);
        BinaryPrimitives.WriteInt16LittleEndian(header.AsSpan(4), 0x0100);
        BinaryPrimitives.WriteInt16LittleEndian(header.AsSpan(6), HeaderLength);
        BinaryPrimitives.WriteInt16LittleEndian(header.AsSpan(8), 4);
        BinaryPrimitives.WriteInt16LittleEndian(header.AsSpan(10), (short)target.ManufacturerCode);
        BinaryPrimitives.WriteInt16LittleEndian(header.AsSpan(12), (short)target.ImageType);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(14), version);
        BinaryPrimitives.WriteInt16LittleEndian(header.AsSpan(18), 2);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(52), total);
        BinaryPrimitives.WriteInt16LittleEndian(header.AsSpan(56), (short)target.HardwareVersion);
        BinaryPrimitives.WriteInt16LittleEndian(header.AsSpan(58), (short)target.HardwareVersion);
        return header;
    }

    private static byte[] Element(int tag, byte[] content)
    {
        byte[] head = new byte[OtaHeader.ElementHeaderLength];
        BinaryPrimitives.WriteInt16LittleEndian(head, unchecked((short)tag));
        BinaryPrimitives.WriteInt32LittleEndian(head.AsSpan(2), content.Length);
        return [.. head, .. content];
    }
}
