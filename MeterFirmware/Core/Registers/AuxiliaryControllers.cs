using MeterFirmware.Core.Logs;
using MeterFirmware.Core.State;
using MeterFirmware.Core.Time;

namespace MeterFirmware.Core.Registers
{
    /// <summary>
    /// The auxiliary load control switches [1..5] (SMETS2 5.6.3.33, 5.7.4.2, 5.7.5.37): each follows the last entry of the
    /// calendar, which the Randomised Offset delays, but in its setting period what was commanded. While the time is unknown
    /// they stay as they are. Every change is in the Auxiliary Controller Event Log. Their descriptions are in
    /// <see cref="TextLabels"/>.
    /// </summary>
    public sealed class AuxiliaryControllers
    {
        /// <summary>How many there are.</summary>
        public const int Count = TextLabels.Controllers;

        /// <summary>Commanded state: closed. The two values are unverified, those of GBCS 7.3.6.1 are not at hand.</summary>
        public const int Closed = 1;

        /// <summary>Commanded state: open.</summary>
        public const int Opened = 2;

        /// <summary>The outcome of a log entry: success.</summary>
        public const int Success = 1;

        // In the image, for each controller.
        private const int ClosedFlag = 1;
        private const int CalendarClosedFlag = 2;

        private readonly StateImage image;
        private readonly Metering metering;
        private readonly FlashEventLog log;
        private readonly int[] last = new int[Count];
        private readonly int[] moments = new int[Count];
        private readonly byte[] periods = new byte[AuxiliaryPeriods.Length];
        private bool hasChanged;
        private int lookedAt = -1;
        private int next;
        private int reloadsSeen;
        private int offsetSeen;

        /// <summary>Binds the switches.</summary>
        /// <param name="image">Holds their states.</param>
        /// <param name="metering">Has the time, the tables and the Randomised Offset.</param>
        /// <param name="log">The Auxiliary Controller Event Log.</param>
        public AuxiliaryControllers(StateImage image, Metering metering, FlashEventLog log)
        {
            this.image = image;
            this.metering = metering;
            this.log = log;
        }

        /// <summary>How many entries the log could not take because the storage refused.</summary>
        public int Failures { get; private set; }

        /// <summary>True for a commanded state that a switch can have.</summary>
        public static bool IsState(int state)
        {
            return state == Closed || state == Opened;
        }

        /// <summary>True if the switch is to be closed; those of a new meter are open.</summary>
        /// <param name="number">1 to 5.</param>
        public bool IsClosed(int number)
        {
            return (image.GetByte(At(number)) & ClosedFlag) != 0;
        }

        /// <summary>Commands a switch for a period (ECS47a); its calendar goes on after it.</summary>
        /// <param name="number">1 to 5.</param>
        /// <param name="state"><see cref="Closed"/> or <see cref="Opened"/>.</param>
        /// <param name="startSeconds">The period's first second, since 2000; it may have passed.</param>
        /// <param name="endSeconds">The second after its last, at most 24 hours later.</param>
        /// <returns>A <see cref="TableResult"/>; unless Ok nothing has changed.</returns>
        public int Command(int number, int state, int startSeconds, int endSeconds)
        {
            return IsState(state) ? Give(number, state, startSeconds, endSeconds) : TableResult.BadValue;
        }

        /// <summary>Ends what was commanded (ECS47 Reset): the switch follows its calendar.</summary>
        /// <param name="number">1 to 5.</param>
        /// <returns>A <see cref="TableResult"/>; unless Ok nothing has changed.</returns>
        public int Reset(int number)
        {
            return Give(number, 0, 0, 0);
        }

        /// <summary>True once after a switch changed: the caller commits the image at once.</summary>
        public bool TakeChange()
        {
            bool changed = hasChanged;
            hasChanged = false;
            return changed;
        }

        /// <summary>Follows time and tables. Called on every turn, after the time was told.</summary>
        public void Tick()
        {
            int now = metering.ReadingSeconds;
            if (now < 0)
            {
                return;
            }
            bool isNew = metering.Reloads != reloadsSeen || metering.RandomisedOffsetSeconds != offsetSeen;
            if (now >= next || now < lookedAt || isNew)
            {
                Look(now);
            }
            lookedAt = now;
        }

        private int Give(int number, int state, int startSeconds, int endSeconds)
        {
            if (number < 1 || number > Count)
            {
                return TableResult.BadIdentifier;
            }
            LoadPeriods();
            AuxiliaryPeriods.Set(periods, number, state, startSeconds, endSeconds);
            return metering.GiveTable(TariffTable.AuxiliaryPeriods, periods, 0, AuxiliaryPeriods.Length, 0);
        }

        private void Look(int now)
        {
            reloadsSeen = metering.Reloads;
            offsetSeen = metering.RandomisedOffsetSeconds;
            int shifted = now > offsetSeen ? now - offsetSeen : 0;
            int day = shifted / UtcTime.DaySeconds;
            int calendarNext = FollowCalendar(day, shifted % UtcTime.DaySeconds);
            next = day * UtcTime.DaySeconds + calendarNext + offsetSeen;
            LoadPeriods();
            int periodNext = AuxiliaryPeriods.NextAfter(periods, now);
            next = periodNext < next ? periodNext : next;
            for (int number = 1; number <= Count; number++)
            {
                Follow(number, now);
            }
        }

        private int FollowCalendar(int day, int second)
        {
            byte[] octets = metering.Tables.Buffer.Octets;
            int at = ConfigurationTable.HeaderLength;
            if (metering.Tables.Get(TariffTable.AuxiliaryCalendar).LoadActive() != AuxiliaryCalendar.Length)
            {
                System.Array.Clear(last, 0, Count);
                return UtcTime.DaySeconds;
            }
            AuxiliaryCalendar.FindLast(octets, at, day, second, last, moments);
            return AuxiliaryCalendar.NextAfter(octets, at, day, second);
        }

        private void Follow(int number, int now)
        {
            int flags = image.GetByte(At(number));
            int ofCalendar = last[number - 1];
            bool isCalendarClosed =
                ofCalendar == AuxiliaryCalendar.NotLately ? (flags & CalendarClosedFlag) != 0 : ofCalendar == Closed;
            int commanded = AuxiliaryPeriods.StateOf(periods, number, now);
            bool isClosed = commanded == 0 ? isCalendarClosed : commanded == Closed;
            bool wasClosed = (flags & ClosedFlag) != 0;
            int wanted = (isClosed ? ClosedFlag : 0) | (isCalendarClosed ? CalendarClosedFlag : 0);
            if (wanted != flags)
            {
                image.SetByte(At(number), wanted);
                hasChanged = true;
            }
            if (isClosed != wasClosed)
            {
                int action = number * 256 + (isClosed ? Closed : Opened);
                Failures += log.Add(action, Success) ? 0 : 1;
            }
        }

        private void LoadPeriods()
        {
            if (!metering.Tables.Get(TariffTable.AuxiliaryPeriods).ReadActive(periods, 0, AuxiliaryPeriods.Length))
            {
                System.Array.Clear(periods, 0, AuxiliaryPeriods.Length);
            }
        }

        private static int At(int number)
        {
            Invariant.Require(number >= 1 && number <= Count, "a switch that exists");
            return RegisterLayout.AuxiliaryStates + number - 1;
        }
    }
}
