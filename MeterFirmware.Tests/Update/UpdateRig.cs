using System;
using MeterFirmware.Boot;
using MeterFirmware.Core;
using MeterFirmware.Core.State;
using MeterFirmware.Hal;
using MeterFirmware.Tests.Core;
using MeterFirmware.Tests.Gbcs;
using MeterFirmware.Update;

namespace MeterFirmware.Tests.Update
{
    /// <summary>A meter's update parts over records that outlive it, started by the bootstrap as on a board.</summary>
    public sealed class UpdateRig
    {
        public const int ImageLength = 9000;

        private static readonly byte[] counter = { 0, 0, 0, 0, 0, 0, 3, 0xE8 };
        private long now;

        public UpdateRig(IRecordStore records)
        {
            Records = records;
            if (records.IsEmpty)
            {
                NewMeter.Declare(records);
            }
            SlotStore store = new SlotStore(records, 8);
            Image = new SlotImage(store, new FakeCryptography(3), OtaFile.Target());
            Store = store;
            Boot = new BootRecord(records);
            Bootstrap = new Bootstrap(Boot, Image);
        }

        public IRecordStore Records { get; }

        public SlotStore Store { get; }

        public SlotImage Image { get; }

        public BootRecord Boot { get; }

        public Bootstrap Bootstrap { get; }

        public MeterState State { get; private set; }

        public Activation Activation { get; private set; }

        public ImageReceiver Receiver { get; private set; }

        public SupplyWatch Supply { get; private set; }

        public int Slot { get; private set; }

        /// <summary>The maker's firmware in slot 0, started.</summary>
        public static UpdateRig Started()
        {
            UpdateRig rig = new UpdateRig(new MemoryRecordStore());
            rig.Install(0, 0xCD);
            rig.Start(true);
            return rig;
        }

        /// <summary>Puts a whole file into a slot, as its maker does.</summary>
        public void Install(int slot, byte version)
        {
            Install(slot, OtaFile.Create(version, ImageLength), ImageLength, version);
        }

        public void Install(int slot, byte[] file, int imageLength, byte version)
        {
            for (int at = 0; at < file.Length; at += SlotStore.SegmentOctets)
            {
                byte[] segment = new byte[SlotStore.SegmentOctets];
                int count = file.Length - at < segment.Length ? file.Length - at : segment.Length;
                Array.Copy(file, at, segment, 0, count);
                Store.Write(slot, at / SlotStore.SegmentOctets, segment, count);
            }
            byte[] mark = new byte[SlotStore.MarkLength];
            Array.Copy(OtaFile.Version(version), 0, mark, SlotStore.VersionAt, 4);
            Array.Copy(OtaFile.Digest(file, imageLength), 0, mark, SlotStore.DigestAt, 32);
            Store.WriteMark(slot, mark, file.Length);
        }

        /// <summary>A start of the processor: bootstrap, then the firmware that it chose.</summary>
        public void Start(bool isUtcKnown)
        {
            Slot = Bootstrap.Choose();
            byte[] version = (byte[])Bootstrap.Version.Clone();
            byte[] digest = (byte[])Bootstrap.Digest.Clone();
            RunningFirmware running = new RunningFirmware(version, digest, Slot, Bootstrap.IsTrial);
            State = Make.State(MeterKind.Esme, Records);
            State.Store.Start();
            State.Reload();
            Activation = new Activation(State, running, Boot, Store);
            Receiver = new ImageReceiver(State, running, Store, Image);
            Supply = new SupplyWatch(State);
            Activation.Start();
            Receiver.Start();
            now = 0;
            Turn(0, isUtcKnown);
        }

        public void Turn(int milliseconds, bool isUtcKnown)
        {
            now += milliseconds;
            State.Clock.Set(now, isUtcKnown, 700000000 + now / 1000);
            Supply.Tick();
            Activation.Tick();
        }

        /// <summary>Runs until a trial is over or a restart is wanted.</summary>
        public void Run()
        {
            for (int i = 0; i < 100 && !Activation.IsRestartWanted; i++)
            {
                Turn(1000, true);
            }
        }

        /// <summary>Sends a whole file; gives the last result.</summary>
        public int Send(byte[] file)
        {
            int begun = Receiver.Begin(file, OtaHeader.ParseLength);
            if (begun != ImageResult.Good)
            {
                return -begun;
            }
            int result = ReceiveResult.Taken;
            while (Receiver.IsReceiving && result == ReceiveResult.Taken)
            {
                int at = Receiver.NextOffset;
                int count = file.Length - at < 64 ? file.Length - at : 64;
                result = Receiver.Put(at, file, at, count);
            }
            return result;
        }

        /// <summary>Commands as CS06 does: request and commit. Gives a <see cref="RequestResult"/>.</summary>
        public int Command(byte version, int time)
        {
            byte[] octets = new byte[40];
            Array.Copy(OtaFile.Digest(OtaFile.Create(version, ImageLength), ImageLength), 0, octets, 0, 32);
            Array.Copy(counter, 0, octets, 32, 8);
            State.Image.Mark();
            int result = Activation.Request(octets, 0, 32, 1, time);
            return State.Store.Commit() ? result : -1;
        }

        /// <summary>The last octet of the version that runs.</summary>
        public int RunningVersion
        {
            get { return State.Image.GetByte(UpdateLayout.RunningVersion + 3); }
        }
    }
}
