using MeterFirmware.Core;
using MeterFirmware.Core.Logs;
using MeterFirmware.Core.State;
using MeterFirmware.Hal;
using MeterFirmware.Tests.Core;
using MeterFirmware.Update;

namespace MeterFirmware.Tests.Update
{
    /// <summary>A meter's watch over its supply, on records that outlive it, with the time that goes on outside.</summary>
    public sealed class SupplyRig
    {
        public const int Begin = 700000000;

        private readonly int kind;
        private readonly IRecordStore storage;
        private long monotonic;

        /// <summary>A meter that has run for a while and knows the time.</summary>
        public SupplyRig(int kind)
            : this(kind, new MemoryRecordStore())
        {
            Records = (MemoryRecordStore)storage;
        }

        public SupplyRig(int kind, IRecordStore storage)
        {
            this.kind = kind;
            this.storage = storage;
            NewMeter.Declare(storage);
            Utc = Begin;
            Start(true);
            Commit();
        }

        public MemoryRecordStore Records { get; }

        /// <summary>The true time, whether the meter knows it or not.</summary>
        public int Utc { get; set; }

        public MeterState State { get; private set; }

        public SupplyWatch Watch { get; private set; }

        /// <summary>What wants to be sent.</summary>
        public int Due
        {
            get { return State.Image.GetByte(UpdateLayout.Due); }
        }

        /// <summary>The processor starts.</summary>
        public void Start(bool isUtcKnown)
        {
            State = Make.State(kind, storage);
            State.Store.Start();
            State.Reload();
            Watch = new SupplyWatch(State);
            monotonic = 0;
            Tick(0, isUtcKnown);
        }

        /// <summary>The processor is off for so long, and comes back without the time.</summary>
        public void Lose(int seconds)
        {
            Utc += seconds;
            Start(false);
        }

        /// <summary>A turn of the loop, so many seconds later.</summary>
        public void Tick(int seconds, bool isUtcKnown)
        {
            Utc += seconds;
            monotonic += seconds * 1000L;
            State.Clock.Set(monotonic, isUtcKnown, Utc);
            Watch.Tick();
        }

        public bool Commit()
        {
            State.Image.Mark();
            return State.Store.Commit();
        }

        /// <summary>An entry of the Power Event Log: 0 for its code, 4 for its time, 8 for its detail.</summary>
        public int Entry(int age, int field)
        {
            byte[] entry = new byte[FlashEventLog.EntryLength];
            State.PowerEvents.Read(age, entry, 0);
            return field == 0 ? Octets.GetUInt16(entry, 0) : Octets.GetInt32(entry, field);
        }
    }
}
