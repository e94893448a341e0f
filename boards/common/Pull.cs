namespace MeterFirmware.Board
{
    /// <summary>A resistor from a line to a rail.</summary>
    public sealed class Pull
    {
        /// <summary>Describes one.</summary>
        /// <param name="ohms">1 or more.</param>
        /// <param name="railMillivolts">0 for ground.</param>
        /// <param name="isAtHub">True if it is beyond the connector, and so not always there.</param>
        public Pull(int ohms, int railMillivolts, bool isAtHub)
        {
            Ohms = ohms;
            RailMillivolts = railMillivolts;
            IsAtHub = isAtHub;
        }

        /// <summary>Its resistance.</summary>
        public int Ohms { get; }

        /// <summary>The rail's voltage, 0 for ground.</summary>
        public int RailMillivolts { get; }

        /// <summary>True if it is beyond the connector.</summary>
        public bool IsAtHub { get; }
    }
}
