using MeterFirmware.Core.Logs;
using MeterFirmware.Core.State;
using MeterFirmware.Core.Time;
using MeterFirmware.Hal;

namespace MeterFirmware.Core.Registers
{
    /// <summary>
    /// What the clock makes of the <see cref="Metering"/>: half hours and days that end, billing dates, tables that come into
    /// force and the rate of the moment, each once and in its order, however the time is told.
    /// </summary>
    internal sealed class MeteringSchedule
    {
        private const int HalfHoursOfDay = 48;
        private const int DayEntryLength = 4;
        private const int DailyConsumptionEntries = 731;

        private readonly Metering metering;
        private readonly StateImage image;
        private readonly ConsumptionRegister consumption;
        private readonly DayProfile profile;
        private readonly DayProfile secondaryProfile;
        private readonly SegmentLog dailyConsumption;
        private readonly byte[] halfHour = new byte[HalfHourLog.EntryLength];
        private readonly byte[] dayEntry = new byte[DayEntryLength];
        private bool wantsCommit;
        private int loadedDay = -1;
        private int last;
        private int next;

        /// <summary>Follows the clock for a meter, whose tables, tariffs and logs are there already.</summary>
        internal MeteringSchedule(
            Metering metering,
            StateImage image,
            ConsumptionRegister consumption,
            IRecordStore records
        )
        {
            this.metering = metering;
            this.image = image;
            this.consumption = consumption;
            profile = new DayProfile(metering.Tariff.Shape);
            secondaryProfile = metering.Secondary == null ? null : new DayProfile(metering.Secondary.Shape);
            ConfigurationBuffer buffer = metering.Tables.Buffer;
            dailyConsumption = new SegmentLog(records, buffer, "dc", DayEntryLength, DailyConsumptionEntries);
        }

        /// <summary>How many times the storage refused the consumption of a day.</summary>
        internal int DailyFailures { get; private set; }

        /// <summary>The last telling, seconds since 2000; -1 while the time is unknown.</summary>
        internal int ReadingSeconds
        {
            get { return IsTimeKnown ? last : -1; }
        }

        private bool IsTimeKnown
        {
            get { return metering.MayReadHistory; }
        }

        /// <summary>Forgets what it kept of the tables in force, which may have become others.</summary>
        internal void Reload()
        {
            loadedDay = -1;
            LookAgain();
        }

        /// <summary>Looks at the next telling for what has fallen due, however soon it comes.</summary>
        internal void LookAgain()
        {
            next = 0;
        }

        /// <summary>True for a moment that is now or has passed.</summary>
        /// <param name="activationSeconds">Seconds since 2000; 0 for at once.</param>
        internal bool HasCome(int activationSeconds)
        {
            return activationSeconds == 0 || (IsTimeKnown && activationSeconds <= last);
        }

        /// <summary>Brings what was given into force.</summary>
        /// <param name="activationSeconds">A moment that has come.</param>
        internal void TakeGiven(int activationSeconds)
        {
            Activate(activationSeconds, ReadingSeconds);
            if (IsTimeKnown)
            {
                ChooseRate(last);
            }
            LookAgain();
        }

        /// <summary>Tells the time, as <see cref="Metering.Advance"/> says.</summary>
        internal void Advance(bool isKnown, long utcSeconds)
        {
            if (!isKnown || utcSeconds < 0 || utcSeconds >= int.MaxValue - UtcTime.DaySeconds)
            {
                LoseTime();
                return;
            }
            int now = (int)utcSeconds;
            if (now < last || now >= next || !IsTimeKnown)
            {
                CatchUp(now);
            }
            last = now;
        }

        /// <summary>As <see cref="Metering.TakeCommitWanted"/>.</summary>
        internal bool TakeCommitWanted()
        {
            bool wanted = wantsCommit;
            wantsCommit = false;
            return wanted;
        }

        /// <summary>As <see cref="Metering.GetDailyConsumption"/>.</summary>
        internal int GetDailyConsumption(int dayNumber)
        {
            // What is on the flash of a day that is not over in the image is of a step that was cut, or of a time taken back.
            bool isOver = dayNumber < image.GetInt32(RegisterLayout.OpenHalfHour) / HalfHoursOfDay;
            return isOver && dailyConsumption.Read(dayNumber, 1, dayEntry, 0) ? Octets.GetInt32(dayEntry, 0) : -1;
        }

        private void LoseTime()
        {
            if (!IsTimeKnown)
            {
                return;
            }
            image.SetByte(RegisterLayout.TimeKnown, 0);
            for (int channel = 0; channel < RegisterLayout.Channels; channel++)
            {
                image.SetInt32(RegisterLayout.LossMarks + 4 * channel, (int)metering.GetRegister(channel));
            }
        }

        private void CatchUp(int now)
        {
            bool isRegained = !IsTimeKnown;
            if (image.GetByte(RegisterLayout.TimeWasKnown) == 0)
            {
                Begin(now);
            }
            else if (isRegained)
            {
                LeaveOutUnknownTime();
            }
            image.SetByte(RegisterLayout.TimeKnown, 1);
            if (now < image.GetInt32(RegisterLayout.HighWater) - MeterParameters.LargestSetBackSeconds)
            {
                Rewind(now);
            }
            for (int due = NextDue(); due <= now; due = NextDue())
            {
                Do(due, now, isRegained);
            }
            if (now > image.GetInt32(RegisterLayout.HighWater))
            {
                image.SetInt32(RegisterLayout.HighWater, now);
            }
            ChooseRate(now);
        }

        private void Begin(int now)
        {
            image.SetByte(RegisterLayout.TimeWasKnown, 1);
            image.SetInt32(RegisterLayout.HighWater, now);
            image.SetInt32(RegisterLayout.BillingLast, now);
            image.SetInt32(RegisterLayout.DayBase, (int)consumption.Value);
            OpenHalfHour(now / Metering.HalfHourSeconds);
        }

        // What arrived while the time was unknown is in the registers, at the rate that was in force; in the logs it would
        // need a time that nobody knows, so it is left out.
        private void LeaveOutUnknownTime()
        {
            for (int channel = 0; channel < RegisterLayout.Channels; channel++)
            {
                int unknown =
                    (int)metering.GetRegister(channel) - image.GetInt32(RegisterLayout.LossMarks + 4 * channel);
                AddInt32(RegisterLayout.HalfHourBases + 4 * channel, unknown);
                if (channel == MeteringChannel.Import)
                {
                    AddInt32(RegisterLayout.DayBase, unknown);
                }
            }
        }

        // The image is committed at once: what it gives up may be written over from the next half hour on.
        private void Rewind(int now)
        {
            wantsCommit = true;
            image.SetInt32(RegisterLayout.HighWater, now);
            image.SetInt32(RegisterLayout.OpenHalfHour, now / Metering.HalfHourSeconds);
            metering.HalfHours.Rewind(now / Metering.HalfHourSeconds);
            if (image.GetInt32(RegisterLayout.BillingLast) > now)
            {
                image.SetInt32(RegisterLayout.BillingLast, now);
            }
        }

        private int NextDue()
        {
            int due = HalfHourEnd();
            due = Earlier(
                due,
                BillingCalendar.NextAfter(metering.Billing, 0, image.GetInt32(RegisterLayout.BillingLast))
            );
            due = Earlier(due, metering.Tables.NextActivationSeconds);
            return metering.NetworkData == null ? due : Earlier(due, metering.NetworkData.DueSeconds);
        }

        private int HalfHourEnd()
        {
            return (image.GetInt32(RegisterLayout.OpenHalfHour) + 1) * Metering.HalfHourSeconds;
        }

        // One thing at a time, so that what falls on one moment is done in this order: the half hour and the day are
        // closed, then the bill, then what changes the tariff.
        private void Do(int due, int now, bool isRegained)
        {
            wantsCommit = true;
            if (due > image.GetInt32(RegisterLayout.HighWater))
            {
                image.SetInt32(RegisterLayout.HighWater, due);
            }
            if (due == HalfHourEnd())
            {
                CloseHalfHour(now, isRegained);
            }
            else if (metering.NetworkData != null && due == metering.NetworkData.DueSeconds)
            {
                metering.NetworkData.Record(consumption.Value);
            }
            else if (due == BillingCalendar.NextAfter(metering.Billing, 0, image.GetInt32(RegisterLayout.BillingLast)))
            {
                if (now - due < MeterParameters.OldestBillingSeconds)
                {
                    // With the time unknown in between, the registers are those of now, and so is the snapshot's time.
                    metering.BillingData.Add(isRegained ? now : due, SnapshotLog.BillingDate);
                }
                image.SetInt32(RegisterLayout.BillingLast, due);
                metering.Tariff.ResetBlockCounters();
            }
            else
            {
                Activate(due, isRegained ? now : due);
            }
        }

        // Half hours that passed whole while the meter was off have no entry: the log shows them as missing.
        private void CloseHalfHour(int now, bool isRegained)
        {
            int closed = image.GetInt32(RegisterLayout.OpenHalfHour);
            int end = HalfHourEnd();
            for (int channel = 0; channel < RegisterLayout.Channels; channel++)
            {
                int value = ValueOf(channel);
                bool isHeld = value >= 0 && value < HalfHourLog.Largest;
                Octets.SetUInt16(halfHour, 2 * channel, isHeld ? value : HalfHourLog.Largest);
            }
            if (closed >= metering.HalfHours.End)
            {
                metering.HalfHours.Add(closed, halfHour);
            }
            if (metering.Demand != null)
            {
                int import = ValueOf(MeteringChannel.Import) + ValueOf(MeteringChannel.SecondaryImport);
                metering.Demand.Record(end, import, ValueOf(MeteringChannel.ActiveExport));
            }
            int opened = now / Metering.HalfHourSeconds;
            OpenHalfHour(opened);
            if (opened / HalfHoursOfDay != closed / HalfHoursOfDay)
            {
                CloseDay(closed / HalfHoursOfDay, opened / HalfHoursOfDay, isRegained);
            }
        }

        private void CloseDay(int day, int opened, bool isRegained)
        {
            int register = (int)consumption.Value;
            Octets.SetInt32(dayEntry, 0, register - image.GetInt32(RegisterLayout.DayBase));
            bool good = dailyConsumption.Write(day, 1, dayEntry, 0, dayEntry.Length);
            if (opened != day + 1)
            {
                good &= dailyConsumption.Forget(day + 1);
            }
            DailyFailures += good ? 0 : 1;
            image.SetInt32(RegisterLayout.DayBase, register);
            if (!isRegained)
            {
                metering.DailyReads.Add((day + 1) * UtcTime.DaySeconds, SnapshotLog.Midnight);
            }
            if (metering.Billing[BillingCalendar.DailyResetAt] == 1)
            {
                metering.Tariff.ResetBlockCounters();
            }
        }

        private void OpenHalfHour(int number)
        {
            image.SetInt32(RegisterLayout.OpenHalfHour, number);
            for (int channel = 0; channel < RegisterLayout.Channels; channel++)
            {
                image.SetInt32(RegisterLayout.HalfHourBases + 4 * channel, (int)metering.GetRegister(channel));
            }
        }

        private int ValueOf(int channel)
        {
            return (int)metering.GetRegister(channel) - image.GetInt32(RegisterLayout.HalfHourBases + 4 * channel);
        }

        // All tables of one moment at once. The change of a tariff is told by a snapshot of what was before it.
        private void Activate(int moment, int stamp)
        {
            bool isTariff = false;
            for (int table = 0; table < TariffTable.Count; table++)
            {
                isTariff |= TariffTable.IsTariff(table) && metering.Tables.Get(table).ActivationSeconds <= moment;
            }
            if (isTariff)
            {
                metering.BillingData.Add(stamp, SnapshotLog.TariffChange);
            }
            for (int table = 0; table < TariffTable.Count; table++)
            {
                bool hasCome = metering.Tables.Get(table).ActivationSeconds <= moment && BringIntoForce(table);
                if (hasCome && table == TariffTable.Billing)
                {
                    // A new calendar has no dates in the past.
                    image.SetInt32(RegisterLayout.BillingLast, image.GetInt32(RegisterLayout.HighWater));
                }
            }
            metering.Reload();
        }

        // What waits and has been damaged since cannot come into force: what is in force stays.
        private bool BringIntoForce(int table)
        {
            ConfigurationTable waiting = metering.Tables.Get(table);
            bool isWhole = waiting.LoadPassive() >= 0;
            metering.Outcomes.Happened(table, isWhole);
            return isWhole ? waiting.Activate() : !waiting.Cancel();
        }

        // The whole schedule is late by the Randomised Offset.
        private void ChooseRate(int now)
        {
            int offset = metering.RandomisedOffsetSeconds;
            int shifted = now > offset ? now - offset : 0;
            int day = shifted / UtcTime.DaySeconds;
            if (day != loadedDay)
            {
                LoadDay(day, profile, metering.Tariff, TariffTable.Switching, TariffTable.SpecialDays);
                if (metering.Secondary != null)
                {
                    int special = TariffTable.SecondarySpecialDays;
                    LoadDay(day, secondaryProfile, metering.Secondary, TariffTable.SecondarySwitching, special);
                }
                loadedDay = day;
            }
            int minute = shifted % UtcTime.DaySeconds / 60;
            metering.Tariff.SetRate(profile.RateAt(minute));
            int change = profile.NextAfter(minute);
            if (metering.Secondary != null)
            {
                metering.Secondary.SetRate(secondaryProfile.RateAt(minute));
                change = Earlier(change, secondaryProfile.NextAfter(minute));
            }
            next = Earlier(NextDue(), day * UtcTime.DaySeconds + change * 60 + offset);
        }

        private void LoadDay(int day, DayProfile into, TariffEngine tariff, int switching, int specialDays)
        {
            byte[] octets = metering.Tables.Buffer.Octets;
            int at = ConfigurationTable.HeaderLength;
            int before = day > 0 ? day - 1 : day;
            int special = 0;
            int specialBefore = 0;
            if (metering.Tables.Get(specialDays).LoadActive() >= 0)
            {
                special = SpecialDays.Find(octets, at, day);
                specialBefore = SpecialDays.Find(octets, at, before);
            }
            if (metering.Tables.Get(switching).LoadActive() < 0)
            {
                into.Clear();
                return;
            }
            int dayBefore = SwitchingTable.FindDay(octets, at, tariff.Shape, before, specialBefore);
            into.Take(
                octets,
                SwitchingTable.FindDay(octets, at, tariff.Shape, day, special),
                SwitchingTable.LastRate(octets, dayBefore)
            );
        }

        private void AddInt32(int at, int value)
        {
            image.SetInt32(at, image.GetInt32(at) + value);
        }

        private static int Earlier(int first, int second)
        {
            return first < second ? first : second;
        }
    }
}
