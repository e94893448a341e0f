using MeterFirmware.Core.State;

namespace MeterFirmware.Core.Registers
{
    /// <summary>
    /// The Maximum Demand registers (SMETS2 5.7.5.19 to 5.7.5.21, SECMP0003): the highest average power over a half hour
    /// since the last reset. The second one looks only at half hours that begin within the configured time of day.
    /// </summary>
    public sealed class MaximumDemand
    {
        /// <summary>Maximum Demand Active Power Import Value.</summary>
        public const int Import = 0;

        /// <summary>Maximum Demand (Configurable Time) Active Power Import Value.</summary>
        public const int ImportConfigurableTime = 1;

        /// <summary>Maximum Demand Active Power Export Value.</summary>
        public const int Export = 2;

        private const int RegisterLength = 12;
        private const int MomentAt = 4;
        private const int ResetAt = 8;

        private readonly StateImage image;

        /// <summary>Binds the registers to the image that holds them.</summary>
        public MaximumDemand(StateImage image)
        {
            this.image = image;
        }

        /// <summary>Sets Maximum Demand Configurable Time Period (ECS37). The same two minutes mean the whole day.</summary>
        /// <param name="startMinuteOfDay">0 to 1,439, UTC.</param>
        /// <param name="endMinuteOfDay">0 to 1,439; before the start, the period goes over midnight.</param>
        /// <returns>A <see cref="TableResult"/>; unless Ok nothing has changed.</returns>
        public int SetPeriod(int startMinuteOfDay, int endMinuteOfDay)
        {
            bool exist =
                startMinuteOfDay >= 0
                && startMinuteOfDay < DayProfile.EndOfDay
                && endMinuteOfDay >= 0
                && endMinuteOfDay < DayProfile.EndOfDay;
            if (!exist)
            {
                return TableResult.BadDate;
            }
            image.SetUInt16(RegisterLayout.DemandPeriod, startMinuteOfDay);
            image.SetUInt16(RegisterLayout.DemandPeriod + 2, endMinuteOfDay);
            return TableResult.Ok;
        }

        /// <summary>The highest value, W.</summary>
        public int GetWatts(int register)
        {
            return image.GetInt32(At(register));
        }

        /// <summary>The end of the half hour of the highest value, seconds since 2000; 0 if there is none.</summary>
        public int GetMomentSeconds(int register)
        {
            return image.GetInt32(At(register) + MomentAt);
        }

        /// <summary>When the register was reset, seconds since 2000; 0 if never.</summary>
        public int GetResetSeconds(int register)
        {
            return image.GetInt32(At(register) + ResetAt);
        }

        /// <summary>Sets a register to zero (ECS57).</summary>
        /// <param name="register">Which one.</param>
        /// <param name="utcSeconds">The time of the reset.</param>
        public void Reset(int register, int utcSeconds)
        {
            image.SetInt32(At(register), 0);
            image.SetInt32(At(register) + MomentAt, 0);
            image.SetInt32(At(register) + ResetAt, utcSeconds);
        }

        /// <summary>Looks at a half hour that ended.</summary>
        /// <param name="endSeconds">Its end, seconds since 2000.</param>
        /// <param name="importWh">Imported, 0 or more.</param>
        /// <param name="exportWh">Exported, 0 or more.</param>
        public void Record(int endSeconds, int importWh, int exportWh)
        {
            Raise(Import, importWh, endSeconds);
            Raise(Export, exportWh, endSeconds);
            int startMinute = image.GetUInt16(RegisterLayout.DemandPeriod);
            int endMinute = image.GetUInt16(RegisterLayout.DemandPeriod + 2);
            int minute = (endSeconds - 1800) / 60 % DayProfile.EndOfDay;
            bool within =
                startMinute < endMinute
                    ? minute >= startMinute && minute < endMinute
                    : minute >= startMinute || minute < endMinute;
            if (within)
            {
                Raise(ImportConfigurableTime, importWh, endSeconds);
            }
        }

        private void Raise(int register, int wh, int endSeconds)
        {
            int watts = wh > int.MaxValue / 2 ? int.MaxValue : wh * 2;
            if (watts > GetWatts(register))
            {
                image.SetInt32(At(register), watts);
                image.SetInt32(At(register) + MomentAt, endSeconds);
            }
        }

        private static int At(int register)
        {
            Invariant.Require(register >= Import && register <= Export, "a maximum demand register that exists");
            return RegisterLayout.MaximumDemands + RegisterLength * register;
        }
    }
}
