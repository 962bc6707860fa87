//! The decoder of replies.

use crate::bytes;
use ftp_proto::reply::{Decoder, Limits, Reply};
use serde_json::json;
use wasm_bindgen::prelude::*;

/// Cuts a stream of bytes, in chunks of any size, into replies.
#[wasm_bindgen]
pub struct ReplyDecoder {
    inner: Decoder,
}

#[wasm_bindgen]
impl ReplyDecoder {
    /// Makes a decoder with the default limits.
    #[wasm_bindgen(constructor)]
    #[allow(clippy::new_without_default)] // JavaScript has no Default.
    pub fn new() -> Self {
        ReplyDecoder { inner: Decoder::new(Limits::default()) }
    }

    /// Returns the replies that these bytes complete. Throws if the bytes are not a reply, and from then on. Replies that
    /// are complete before such bytes are returned first; then the next call throws, even without bytes.
    #[wasm_bindgen(unchecked_return_type = "Reply[]")]
    pub fn decode(
        &mut self,
        #[wasm_bindgen(unchecked_param_type = "Bytes")] bytes: &JsValue,
    ) -> Result<JsValue, JsValue> {
        let replies = self.replies(&self::bytes(bytes)?).map_err(|error| JsError::new(&error))?;
        js_sys::JSON::parse(&replies)
    }

    /// The number of bytes of a reply that is not complete yet.
    #[wasm_bindgen(getter)]
    pub fn pending(&self) -> usize {
        self.inner.pending().len()
    }
}

impl ReplyDecoder {
    fn replies(&mut self, mut bytes: &[u8]) -> Result<String, String> {
        let mut replies = Vec::new();
        loop {
            match self.inner.decode(&mut bytes) {
                Ok(Some(reply)) => replies.push(object(&reply)),
                Err(error) if replies.is_empty() => return Err(error.to_string()),
                Ok(None) | Err(_) => return Ok(serde_json::Value::Array(replies).to_string()),
            }
        }
    }
}

fn object(reply: &Reply<'_>) -> serde_json::Value {
    let lines: Vec<_> = reply.lines().map(String::from_utf8_lossy).collect();
    json!({ "code": reply.code().get(), "lines": lines })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chunks() {
        let mut decoder = ReplyDecoder::new();
        assert_eq!(decoder.replies(b"220-hello\r\n 22").unwrap(), "[]");
        assert_eq!(decoder.pending(), 14);
        let both = decoder.replies(b"0\r\n220 there\r\n331 password\r\n").unwrap();
        assert_eq!(
            both,
            r#"[{"code":220,"lines":["hello"," 220","there"]},{"code":331,"lines":["password"]}]"#
        );
        assert_eq!(decoder.pending(), 0);
        assert!(decoder.replies(b"HTTP/1.1 400\r\n").is_err());
    }

    #[test]
    fn a_reply_before_what_is_none_comes_in_whatever_chunks() {
        for chunks in [&[&b"421 full\r\nHTTP/1.1 400\r\n"[..]][..], &[b"421 full\r\n", b"HTTP/1.1 400\r\n"]] {
            let mut decoder = ReplyDecoder::new();
            let replies: Vec<_> = chunks.iter().flat_map(|chunk| decoder.replies(chunk)).collect();
            assert_eq!(replies, [r#"[{"code":421,"lines":["full"]}]"#], "{} chunks", chunks.len());
            assert!(decoder.replies(b"").is_err());
        }
    }
}
