using System;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.Json;
using MeterFirmware.Bench.Crypto;
using MeterFirmware.Bench.Firmware;
using MeterFirmware.Boot;
using MeterFirmware.Hal;
using MeterFirmware.Hal.Drivers;
using MeterFirmware.Wrover;

namespace MeterFirmware.Bench.Commands;

/// <summary>What a maker does: a key, the files that are sent to meters, and what a new board is given.</summary>
internal static class FirmwareCommand
{
    private const int MostOctets = WroverBoard.SlotSegmentCount * SlotStore.SegmentOctets;

    /// <summary>Defines it.</summary>
    /// <param name="kind">The option of all commands.</param>
    public static Command Create(Option<string> kind)
    {
        var command = new Command(
            "firmware",
            "Makes firmware files for boards with slots, and what such a board is given."
        );
        command.Subcommands.Add(CreateKey());
        command.Subcommands.Add(CreatePack());
        command.Subcommands.Add(CreateSample(kind));
        command.Subcommands.Add(CreateBoard());
        return command;
    }

    private static Command CreateKey()
    {
        var file = new Argument<string>("file") { Description = "The PEM file to make." };
        var command = new Command("key", "Makes a manufacturer's key.") { file };
        command.SetAction(parsed =>
            Console.WriteLine(Convert.ToHexString(MakerKey.Make(parsed.GetValue(file)).Public))
        );
        return command;
    }

    private static Command CreatePack()
    {
        var files = new Argument<string[]>("files") { Description = "The .pe files, in the order of loading." };
        Option<string> key = Required("--key", "The manufacturer's key, a PEM file.");
        Option<string> entry = Required("--entry", "Where it starts: ASSEMBLY!TYPE.");
        Option<string> output = Required("--out", "The OTA file to write.");
        Option<string> version = Hex("--version", "The file version, higher than what runs: 8 hexadecimal digits.", 8);
        version.Required = true;
        var target = new TargetOptions();
        var command = new Command("pack", "Packs .pe files into a signed OTA file.")
        {
            files,
            key,
            entry,
            output,
            version,
            target.Manufacturer,
            target.Type,
            target.Hardware,
        };
        command.SetAction(parsed =>
        {
            P256Key signer = MakerKey.Read(parsed.GetValue(key));
            byte[] bundle = BundleMaker.Make(parsed.GetValue(entry), parsed.GetValue(files));
            var package = new FirmwarePackage(target.Read(parsed), Number(parsed.GetValue(version)), bundle, signer);
            if (package.File.Length > MostOctets)
            {
                throw new BenchException($"{package.File.Length} octets are more than the {MostOctets} of a slot");
            }

            File.WriteAllBytes(parsed.GetValue(output), package.File);
            Console.WriteLine($"{package.File.Length} octets, hash {Convert.ToHexString(package.Digest)}");
        });
        return command;
    }

    private static Command CreateSample(Option<string> kind)
    {
        Option<string> key = Required("--key", "The manufacturer's key, a PEM file: maker.pem of the bench's meter.");
        Option<string> output = Required("--out", "The OTA file to write.");
        Option<string> version = Hex("--version", "The file version, higher than what runs: 8 hexadecimal digits.", 8);
        version.Required = true;
        string[] faults = [.. Enum.GetNames<FirmwareFault>().Select(JsonNamingPolicy.KebabCaseLower.ConvertName)];
        Option<string> fault = BenchOptions.WordOption("--fault", "What is wrong with it.", faults);
        var command = new Command(
            "sample",
            "Makes a signed OTA file for the bench's own meter alone: what it starts is the meter that runs anyway."
        )
        {
            key,
            output,
            version,
            fault,
        };
        command.SetAction(parsed =>
        {
            FirmwarePackage package = FirmwareBench.Make(
                BenchOptions.KindOf(parsed.GetValue(kind)),
                Number(parsed.GetValue(version)),
                MakerKey.Read(parsed.GetValue(key)),
                (FirmwareFault)Array.IndexOf(faults, parsed.GetValue(fault))
            );
            File.WriteAllBytes(parsed.GetValue(output), package.File);
            Console.WriteLine($"{package.File.Length} octets, hash {Convert.ToHexString(package.Digest)}");
        });
        return command;
    }

    private static Command CreateBoard()
    {
        var folder = new Argument<string>("folder") { Description = "The folder that becomes I:\\meter." };
        Option<string> key = Required("--key", "The manufacturer's key, a PEM file.");
        Option<string> file = Required("--file", "The first firmware, an OTA file.");
        var target = new TargetOptions();
        var command = new Command(
            "board",
            "Writes what a new board is given: the record maker, and the first firmware in slot A."
        )
        {
            folder,
            key,
            file,
            target.Manufacturer,
            target.Type,
            target.Hardware,
        };
        command.SetAction(parsed =>
            WriteBoard(
                parsed.GetValue(folder),
                MakerKey.Read(parsed.GetValue(key)),
                File.ReadAllBytes(parsed.GetValue(file)),
                target.Read(parsed)
            )
        );
        return command;
    }

    // The file is judged as the board will judge it, before anything is written.
    private static void WriteBoard(string folder, P256Key key, byte[] file, FirmwareTarget target)
    {
        var trial = new Faults.MemoryRecordStore();
        var meant = new ImageTarget(
            target.ManufacturerCode,
            target.ImageType,
            target.HardwareVersion,
            new byte[8],
            key.Public
        );
        using var cryptography = new DotNetCryptography(key, new DeviceKeyAgreement(key));
        int result = FirmwarePackage.Judge(file, meant, cryptography, trial, 0);
        if (result != ImageResult.Good)
        {
            throw new BenchException($"a board of this maker would refuse the file: {NameOf(result)}");
        }

        var records = new FileRecordStore(folder);
        byte[] maker = target.MakerRecord(key.Public);
        bool isWritten =
            records.Write(ImageTarget.Record, maker, 0, maker.Length) == StoreResult.Ok
            && FirmwarePackage.Judge(file, meant, cryptography, records, 0) == ImageResult.Good;
        if (!isWritten)
        {
            throw new BenchException($"{folder} cannot be written");
        }

        Console.WriteLine($"{folder}: maker, slot-a-000 ..., slot-a-mark");
    }

    private static string NameOf(int result) =>
        result switch
        {
            ImageResult.BadForm => "not of the form in DESIGN.md",
            ImageResult.OtherManufacturer => "of another manufacturer",
            ImageResult.OtherType => "of another image type",
            ImageResult.OtherHardware => "for other hardware",
            ImageResult.OtherDevice => "for one other device",
            ImageResult.TooLarge => "larger than a slot",
            ImageResult.WrongSignature => "not signed with this key",
            _ => "not whole",
        };

    private static Option<string> Required(string name, string description) =>
        new(name) { Description = description, Required = true };

    private static Option<string> Hex(string name, string description, int digits)
    {
        var option = new Option<string>(name) { Description = description };
        option.Validators.Add(result =>
        {
            string text = result.Tokens.Count == 0 ? new string('0', digits) : result.Tokens[0].Value;
            bool isHex = int.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out _);
            if (!isHex || text.Length != digits)
            {
                result.AddError($"{name} has {digits} hexadecimal digits, not '{text}'");
            }
        });
        return option;
    }

    private static int Number(string text) =>
        int.Parse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);

    // What the firmware is for; those of the bench's own ESME are the default.
    private sealed class TargetOptions
    {
        public Option<string> Manufacturer { get; } =
            Four("--manufacturer", "The ZigBee manufacturer code", FirmwareTarget.BenchManufacturer);

        public Option<string> Type { get; } = Four("--type", "The image type", FirmwareTarget.BenchEsme);

        public Option<string> Hardware { get; } =
            Four("--hardware", "The OTA hardware version", FirmwareTarget.BenchHardware);

        public FirmwareTarget Read(ParseResult parsed) =>
            new(
                Number(parsed.GetValue(Manufacturer)),
                Number(parsed.GetValue(Type)),
                Number(parsed.GetValue(Hardware))
            );

        private static Option<string> Four(string name, string description, int otherwise)
        {
            Option<string> option = Hex(name, description + ": 4 hexadecimal digits.", 4);
            option.DefaultValueFactory = _ => otherwise.ToString("X4", CultureInfo.InvariantCulture);
            return option;
        }
    }
}
