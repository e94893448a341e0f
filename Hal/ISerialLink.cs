namespace MeterFirmware.Hal
{
    /// <summary>The octet stream to and from the communications hub.</summary>
    public interface ISerialLink
    {
        /// <summary>Takes what has arrived, without waiting.</summary>
        /// <returns>How many octets were put in the buffer: 0 to <paramref name="count"/>.</returns>
        int Read(byte[] buffer, int offset, int count);

        /// <summary>Sends the octets; returns when the link has taken all of them or has failed.</summary>
        /// <returns>False if the link refused them; they are then lost and the other end asks again.</returns>
        bool Write(byte[] buffer, int offset, int count);
    }
}
